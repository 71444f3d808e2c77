// What the bot answers a driver who speaks to it, in HTML of the Bot API, and what the button below opens.
import { botTexts, type LoadLine, routeText } from "./bot.ts";
import { line } from "./bot_html.ts";
import { statuses } from "./ru.ts";

const LONGEST_NAME = 128;
const LONGEST_SEARCH = 60;
/** The newest responses named; the rest is in the Mini App. */
const LISTED = 5;

const hello = (name: string) => `Здравствуйте${name ? `, ${line(name, LONGEST_NAME)}` : ""}!`;

/** To whoever begins; `to` is what the link that brought them leads to. */
export function startText(name: string, to: "list" | "cargo" | "page"): string {
  const words = {
    list: "Здесь грузы по всей России.\n\nОткройте список, выберите груз и откликнитесь одним нажатием: " +
      "диспетчер сразу увидит ваш телефон, а его ответ придёт сюда.",
    cargo: "Груз, который вам прислали, — по кнопке ниже.\n\nПодходит? Откликнитесь одним нажатием: " +
      "диспетчер сразу увидит ваш телефон, а его ответ придёт сюда.",
    page: "Нужный раздел — по кнопке ниже.",
  };
  return `${hello(name)} ${words[to]}`;
}

const commands = botTexts.commands.filter(({ command }) => command !== "start" && command !== "help")
  .map(({ command, description }) => `/${command} — ${description}`).join("\n");

export const helpText =
  "Нажмите «Грузы», выберите груз и откликнитесь. Диспетчер получит ваше имя и телефон, а его ответ придёт сюда.\n\n" +
  `${commands}\n\nДругой вопрос? Напишите его сюда: ответит поддержка.`;

export const noSuchCommandText = `Такой команды нет. Как всё устроено:\n\n${helpText}`;

/** A driver's responses, newest first, a line each. */
export function responsesText(
  responses: readonly { readonly cargo: LoadLine; readonly status: keyof typeof statuses }[],
): string {
  if (responses.length === 0) return "Вы ещё не откликались. Откройте список и выберите груз.";
  const lines = responses.slice(0, LISTED).map(({ cargo, status }) =>
    `• ${routeText(cargo)} — ${statuses[status]}`
  );
  const rest = responses.length - lines.length;
  return [...lines, ...rest > 0 ? ["", `И ещё ${rest} — по кнопке ниже.`] : []].join("\n");
}

/** A driver's saved searches, a line each. */
export function searchesText(
  searches: readonly { readonly name: string; readonly alerts: boolean }[],
): string {
  if (searches.length === 0) {
    return "Сохранённых поисков пока нет. Сохраните — и напишем сюда, как только появится подходящий груз.";
  }
  const lines = searches.map(({ name, alerts }) =>
    `• ${line(name, LONGEST_SEARCH)} — ${alerts ? "пишем о новых грузах" : "не пишем"}`
  );
  return [...lines, "", "Изменить или добавить поиск — по кнопке ниже."].join("\n");
}

/** What the buttons that open pages of the Mini App are called. */
export const pageButtons = {
  "/": botTexts.openApp,
  "/responses": "Мои отклики",
  "/searches": "Мои поиски",
  "/favourites": "Избранное",
  "/subscription": "Моя подписка",
  "/profile": "Профиль",
} as const;

export const replyButtons = { leavePhone: "Указать телефон", tariffs: "Выбрать тариф" } as const;
