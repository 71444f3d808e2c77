// The phone page: who you are, the chat list, the open chat, the Mini App over it, and the dispatchers' group beside.
import { ChatView } from "./chat_view.js";
import { DeskBar } from "./desk_bar.js";
import { ask, felt, tellUser, toast } from "./dialogs.js";
import { avatar, element, fullName } from "./elements.js";
import { MiniApp } from "./mini_app.js";
import { act, listen, read } from "./server.js";

const at = (id) => document.getElementById(id);

let state = await read("state");
let userId = Number(sessionStorage.getItem("user")) || state.users[0].id;
let dispatcherId = state.users.find((user) => user.role === "dispatcher")?.id ?? userId;
let chat = null;
let group = null;

const app = new MiniApp(at("app-screen"), {
  userId: () => userId,
  theme: () => document.documentElement.dataset.theme,
  openUrl,
  openTelegram: (path) => openUrl(new URL(path, "https://t.me").href),
  onFelt: (kind) => felt(at("felt"), kind),
  onClosed: () => show(chat ? "chat-screen" : "list-screen"),
});

const bar = new DeskBar({
  onUser: be,
  onBlock: (blocked) => act("block", { userId, blocked }),
  onTheme: () => app.themeChanged(),
});

const links = {
  openUrl,
  openWebApp: (url) => openApp(url),
  onError: (error) => tellUser(error.message, "Не получилось"),
};

function show(screen) {
  for (const each of ["list-screen", "chat-screen", "app-screen"]) at(each).hidden = each !== screen;
}

async function openApp(url, startParam) {
  await app.open(url, startParam);
  show("app-screen");
}

/** Links to the bot stay in the phone, all others open as a browser would. */
function openUrl(url) {
  const address = new URL(url);
  const [, name] = address.pathname.split("/");
  if (address.hostname !== "t.me" || name?.toLowerCase() !== state.bot.username.toLowerCase()) {
    open(url, "_blank", "noopener");
    return;
  }
  const startapp = address.searchParams.get("startapp");
  if (startapp !== null || address.pathname.split("/").length > 2) {
    openApp(`${state.appUrl}/`, startapp ?? undefined).catch(links.onError);
    return;
  }
  app.close();
  openBot();
  const start = address.searchParams.get("start");
  if (start !== null) chat.write(`/start ${start}`.trim());
}

function mayJoinGroup() {
  return state.users.find((user) => user.id === userId)?.role !== "driver";
}

function drawChatList() {
  const item = (id, title, text, press) =>
    element("li", {}, [
      element("button", { type: "button", onclick: press }, avatar(id, title), [
        element("span", { class: "chat-title" }, title),
        element("span", { class: "chat-text" }, text),
      ]),
    ]);
  at("chat-list").replaceChildren(
    item(
      state.bot.id,
      state.bot.first_name,
      state.description || "бот для водителей: грузы, отклики, подписка",
      openBot,
    ),
    ...(mayJoinGroup() ? [item(state.group.id, state.group.title, "отклики водителей", openGroup)] : []),
  );
}

function backButton() {
  const back = () => {
    chat = null;
    show("list-screen");
  };
  return element("button", { type: "button", "aria-label": "К списку чатов", onclick: back }, "←");
}

function openBot() {
  chat = new ChatView(at("chat-screen"), {
    chatId: userId,
    title: state.bot.first_name,
    subtitle: "бот",
    botId: state.bot.id,
    userId,
    links,
    head: backButton(),
    tools: menuTools,
  });
  show("chat-screen");
}

function openGroup() {
  chat = new ChatView(at("chat-screen"), {
    chatId: state.group.id,
    title: state.group.title,
    subtitle: "группа",
    botId: state.bot.id,
    userId,
    links,
    head: backButton(),
  });
  show("chat-screen");
}

/** The menu button (the Mini App) and the bot's commands, before the writing field. */
function menuTools() {
  const { menuButton, commands } = state;
  const url = menuButton.web_app?.url ?? `${state.appUrl}/`;
  const open = () => openApp(url).catch(links.onError);
  const list = async () => {
    const buttons = commands.map(({ command, description }) => ({
      id: command,
      text: `/${command} — ${description}`,
    }));
    const chosen = await ask({
      title: "Команды",
      text: "",
      buttons: [...buttons, { id: "", text: "Закрыть" }],
    });
    if (chosen) chat?.write(`/${chosen}`);
  };
  return [
    element("button", { type: "button", class: "menu", onclick: open }, menuButton.text || "Открыть"),
    element(
      "button",
      {
        type: "button",
        class: "commands",
        "aria-label": "Отправить свой номер",
        onclick: () => act("contact", { userId }).catch(links.onError),
      },
      "☎",
    ),
    commands.length > 0 &&
    element(
      "button",
      { type: "button", class: "commands", "aria-label": "Команды бота", onclick: list },
      "/",
    ),
  ];
}

function drawGroupBeside() {
  const staff = state.users.filter((user) => user.role !== "driver");
  const select = element(
    "select",
    { "aria-label": "Кто вы в группе", onchange: (event) => beDispatcher(Number(event.target.value)) },
    staff.map((user) =>
      element("option", { value: user.id, selected: user.id === dispatcherId }, fullName(user))
    ),
  );
  group = new ChatView(at("group-screen"), {
    chatId: state.group.id,
    title: state.group.title,
    subtitle: "группа диспетчеров",
    botId: state.bot.id,
    userId: dispatcherId,
    links,
    tools: () => select,
  });
}

function beDispatcher(id) {
  dispatcherId = id;
  drawGroupBeside();
}

async function refresh() {
  state = await read("state", { user: userId });
  bar.draw(state.users, userId);
  drawChatList();
  chat?.redrawFoot();
}

async function be(id) {
  userId = id;
  sessionStorage.setItem("user", String(id));
  app.close();
  chat = null;
  show("list-screen");
  await refresh();
  if (matchMedia("(min-width: 60rem)").matches) openBot();
}

function changed(event) {
  if (event.type === "toast") return answered(event);
  if (event.type === "reset") return location.reload();
  if (event.type === "menu" || event.type === "users") return void refresh();
  if (event.type === "message") notify(event.message);
  for (const view of [chat, group]) if (view?.chatId === event.chatId) view.changed(event);
}

/** A new message from the bot shows over whatever else is open. */
function notify({ chat: { id }, from, text = "", edit_date }) {
  const isSeen = !app.isOpen && chat?.chatId === id;
  if (id === userId && from.id === state.bot.id && !edit_date && !isSeen) {
    toast(at("toast"), `${from.first_name}: ${text}`);
  }
}

/** The bot's answer to a pressed button is shown to whoever pressed it. */
function answered({ userId: pressedBy, text, alert, url }) {
  for (const view of [chat, group]) if (view?.userId === pressedBy) view.answered();
  if (pressedBy !== userId && pressedBy !== dispatcherId) return;
  if (url) openUrl(url);
  if (text === "") return;
  if (alert) tellUser(text);
  else toast(at(pressedBy === userId ? "toast" : "group-toast"), text);
}

// Connected first: what happens from then on is told, and what happened before is read.
await listen(changed, () => {
  refresh();
  chat?.load();
  group?.load();
});
await be(userId);
drawGroupBeside();
