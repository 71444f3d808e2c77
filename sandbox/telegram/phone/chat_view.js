// One open chat: its messages, their inline buttons, and the field to write in. Used on the phone and beside it.
import { avatar, element } from "./elements.js";
import { messageView } from "./message_view.js";
import { act, read } from "./server.js";

const PRESS_LASTS_MS = 10_000;
const pressKey = (messageId, button) => `${messageId} ${button.callback_data}`;

/**
 * Draws the chat into `place`. `links` opens what leads out of the chat: {openUrl, openWebApp, onError}.
 * `head` is what stands before the title, `tools` before the writing field.
 */
export class ChatView {
  #messages = new Map();
  /** Live events while the messages are being asked for. */
  #later = null;
  #waiting = new Set();
  #replyTo = null;

  constructor(place, { chatId, title, subtitle, botId, userId, links, head = null, tools = () => null }) {
    Object.assign(this, { chatId, botId, userId, links, tools });
    this.feed = element("div", { class: "feed", role: "log", "aria-label": "Сообщения", tabindex: "0" });
    this.foot = element("footer", { class: "foot" });
    place.replaceChildren(
      element("header", { class: "top" }, head, avatar(chatId < 0 ? chatId : botId, title), [
        element("div", {}, element("h2", {}, title), element("p", { class: "subtitle" }, subtitle)),
      ]),
      this.feed,
      this.foot,
    );
    this.feed.addEventListener("click", (event) => this.#pressed(event));
    this.load();
  }

  async load() {
    // What happens while the answer is on its way may be newer than the answer.
    const later = this.#later = [];
    const messages = await read("messages", { chat: this.chatId });
    if (later !== this.#later) return;
    this.#messages = new Map(messages.map((message) => [message.message_id, message]));
    for (const event of later) this.#take(event);
    this.#later = null;
    this.#waiting.clear();
    this.draw();
  }

  /** A live event of this chat. */
  changed(event) {
    this.#later?.push(event);
    this.#take(event);
    this.draw();
  }

  #take(event) {
    if (event.type === "message") this.#messages.set(event.message.message_id, event.message);
    if (event.type === "deleted") this.#messages.delete(event.messageId);
  }

  /** The bot has answered a press. */
  answered() {
    this.#waiting.clear();
    this.draw();
  }

  draw() {
    const atEnd = this.feed.scrollHeight - this.feed.scrollTop - this.feed.clientHeight < 80;
    const messages = [...this.#messages.values()].toSorted((a, b) => a.message_id - b.message_id);
    const isBusy = (id, button) => this.#waiting.has(pressKey(id, button));
    const onPress = (id, button) => this.#press(id, button);
    const onReply = (message) => this.#reply(message);
    this.feed.replaceChildren(
      ...messages.map((message) => messageView(message, { userId: this.userId, isBusy, onPress, onReply })),
    );
    if (messages.length === 0) {
      this.feed.append(element("p", { class: "empty" }, "Здесь пока нет сообщений."));
    }
    this.#drawFoot(messages.length === 0);
    if (atEnd) this.feed.scrollTop = this.feed.scrollHeight;
  }

  #press(messageId, button) {
    const key = pressKey(messageId, button);
    if (button.web_app) return this.links.openWebApp(button.web_app.url);
    if (button.url) return this.links.openUrl(button.url);
    if (button.callback_data === undefined || this.#waiting.has(key)) return;
    this.#waiting.add(key);
    this.draw();
    // A bot that never answers does not keep its button busy for ever.
    setTimeout(() => this.#waiting.delete(key) && this.draw(), PRESS_LASTS_MS);
    const { chatId, userId } = this;
    act("press", { chatId, messageId, userId, data: button.callback_data }).catch(this.links.onError);
  }

  /** What is written next answers the message; null: nothing in particular. */
  #reply(message) {
    this.#replyTo = message?.message_id ?? null;
    this.redrawFoot();
    if (message) this.foot.querySelector("input")?.focus();
  }

  #drawFoot(isEmpty) {
    if (this.foot.dataset.empty === String(isEmpty)) return;
    this.foot.dataset.empty = String(isEmpty);
    if (isEmpty && this.chatId > 0) {
      const start = element(
        "button",
        { type: "button", class: "start", onclick: () => this.write("/start") },
        "Запустить",
      );
      this.foot.replaceChildren(start);
      return;
    }
    const field = element("input", {
      "aria-label": "Сообщение",
      placeholder: "Сообщение",
      autocomplete: "off",
    });
    const send = (event) => {
      event.preventDefault();
      if (field.value.trim() !== "") this.write(field.value.trim());
      field.value = "";
    };
    this.foot.replaceChildren(
      ...this.#replyTo === null ? [] : [this.#quoted()],
      element("form", { class: "writing", onsubmit: send }, this.tools(), field, [
        element("button", { class: "send", "aria-label": "Отправить" }, "➤"),
      ]),
    );
  }

  #quoted() {
    const { text = "" } = this.#messages.get(this.#replyTo) ?? {};
    return element("p", { class: "quoted" }, element("span", {}, `В ответ: ${text}`), [
      element(
        "button",
        { type: "button", "aria-label": "Не отвечать", onclick: () => this.#reply(null) },
        "×",
      ),
    ]);
  }

  /** Draws the foot again, after what `tools` shows has changed. */
  redrawFoot() {
    delete this.foot.dataset.empty;
    this.draw();
  }

  write(text) {
    const replyTo = this.#replyTo ?? undefined;
    act("write", { userId: this.userId, chatId: this.chatId, text, replyTo }).catch(this.links.onError);
    if (this.#replyTo !== null) this.#reply(null);
    this.feed.scrollTop = this.feed.scrollHeight;
  }

  #pressed(event) {
    const command = event.target.closest("[data-command]")?.dataset.command;
    if (command) return this.write(command);
    const link = event.target.closest("a");
    if (!link || link.protocol === "tel:") return;
    event.preventDefault();
    this.links.openUrl(link.href);
  }
}
