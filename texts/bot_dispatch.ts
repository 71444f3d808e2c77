// What dispatchers read beyond the message of a response: toasts, answers to what they wrote, notes as they were said.
import { cut, line } from "./bot_html.ts";
import { formatMoment, formatPhone } from "./format.ts";
import { statuses } from "./ru.ts";

interface Said {
  readonly at: string;
  readonly text: string;
  readonly actor?: { readonly name?: string | undefined } | undefined;
}

/** Notes repeated in the dispatchers' message, and how much of each: the driver has them in full. */
const LISTED = 3;
const LONGEST_NOTE = 300;
const LONGEST_NAME = 128;
/** Characters a toast may have ("answerCallbackQuery"). */
const LONGEST_TOAST = 200;

/** What was said to the driver, in HTML; "" when nothing was. A note of somebody forgotten is not repeated. */
export function notesText(notes: readonly Said[]): string {
  return notes.filter(({ text }) => text !== "").slice(-LISTED)
    .map(({ at, text, actor }) => {
      const who = actor?.name ? `${line(actor.name, LONGEST_NAME)}, ` : "";
      return `💬 ${who}${formatMoment(at)}: ${cut(text, LONGEST_NOTE)}`;
    }).join("\n");
}

/** The foot of a dispatchers' message, in HTML. */
export function footText(historyUrl: string): string {
  const address = historyUrl.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `Ответьте на это сообщение — водитель получит ваши слова.\n<a href="${address}">История отклика</a>`;
}

export const dispatchButtons = { call: "📞 Позвонить", write: "✉️ Написать" } as const;

/** Plain text over the chat: a phone there cannot be pressed, the one in the message can. */
export function callToast(name: string, phone: string): string {
  const shown = phone === "" ? "Водитель удалил свои данные." : `${name.slice(0, 80)}\n${formatPhone(phone)}`;
  return toastText(phone === "" ? shown : `${shown}\n\nЧтобы позвонить, нажмите на номер в сообщении.`);
}

/** Somebody else was faster. */
export function tooLateToast(
  status: keyof typeof statuses,
  { at, who }: { at: string; who?: string | undefined },
): string {
  const words = {
    sent: "отправлен",
    delivered: "доставлен",
    seen: "просмотрен",
    accepted: "принят",
    rejected: "отклонён",
    completed: "завершён",
    withdrawn: "отозван водителем",
  }[status];
  return toastText(`Вас опередили: отклик уже ${words}${who ? ` — ${who}` : ""}, ${formatMoment(at)}.`);
}

function toastText(text: string): string {
  return text.length <= LONGEST_TOAST ? text : `${text.slice(0, LONGEST_TOAST - 1)}…`;
}

/** Answers to what was written in the dispatchers' chat as a reply to a response. */
export const noteAnswers = {
  note_passed: "Передали водителю.",
  note_unreachable:
    "Записали, но водитель закрыл чат с ботом и в Telegram этого не увидит. Слова будут в приложении; быстрее — позвоните.",
  note_too_long: "Слишком длинно: водителю можно передать до 1000 знаков. Ничего не отправили.",
  note_empty: "Водителю можно передать только текст. Ничего не отправили.",
  note_forgotten: "Водитель удалил свои данные: написать ему через бота нельзя.",
} as const;
export type NoteAnswer = keyof typeof noteAnswers;
