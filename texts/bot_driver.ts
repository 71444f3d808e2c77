// What the bot tells a driver about a response on its way, and in answer to what is no command, in HTML.
import { type LoadLine, loadText, routeText } from "./bot.ts";
import { cut, line } from "./bot_html.ts";
import { formatMoment } from "./format.ts";

const LONGEST_NOTE = 1000;
const LONGEST_NAME = 128;

/** The confirmation as it reads once the dispatchers have the response, and once one of them has looked at it. */
export function movedOnText(status: "delivered" | "seen", at: string, cargo: LoadLine): string {
  const words = {
    delivered: `📨 Диспетчер получил ваш отклик, ${formatMoment(at)}.`,
    seen: `👀 Диспетчер смотрит ваш отклик, ${formatMoment(at)}. Держите телефон рядом.`,
  };
  return `${words[status]}\n\n${loadText(cargo)}\n\nНапишем, как только решат.`;
}

/** A dispatcher's words, as they were typed. */
export function noteText(note: string, who: string | undefined, cargo: LoadLine): string {
  const name = who ? ` (${line(who, LONGEST_NAME)})` : "";
  return `💬 Диспетчер${name} о грузе ${routeText(cargo)}:\n\n${cut(note, LONGEST_NOTE)}`;
}

export const supportTexts = {
  received:
    "Передали ваше сообщение в поддержку — ответим здесь же.\n\nИщете груз? Нажмите кнопку ниже. Все команды: /help",
  contactTaken: "Номер записали: теперь откликаться можно одним нажатием.",
  contactForeign: "Это не ваш номер. Отправьте свой: скрепка → «Контакт» → ваше имя.",
  contactUnknown: "Сначала откройте приложение кнопкой ниже, потом отправьте номер ещё раз.",
} as const;
