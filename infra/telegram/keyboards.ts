// Buttons under messages: decisions for dispatchers, doors into the Mini App for drivers.
import type { ResponseView } from "../../domain/responses/mod.ts";
import { botTexts } from "../../texts/bot.ts";

export type Decision = "accept" | "reject" | "complete";

/** `callback_data` is at most 64 bytes (Bot API, "InlineKeyboardButton"). */
export function decisionButtons({ responseId, status }: Pick<ResponseView, "responseId" | "status">) {
  const button = (decision: Decision) => ({
    text: botTexts[decision],
    callback_data: `${decision}:${responseId}`,
  });
  const rows = {
    sent: [[button("accept"), button("reject")]],
    delivered: [[button("accept"), button("reject")]],
    seen: [[button("accept"), button("reject")]],
    accepted: [[button("complete")]],
    rejected: [],
    completed: [],
    withdrawn: [],
  };
  return { inline_keyboard: rows[status] };
}

/** What a pressed decision button stands for; null when the data is not ours. */
export function parseDecision(data: string): { decision: Decision; responseId: string } | null {
  const match = /^(accept|reject|complete):(.+)$/.exec(data);
  return match ? { decision: match[1] as Decision, responseId: match[2]! } : null;
}

/** A button that opens a page of the Mini App (private chats only). */
export function appButton(text: string, url: string) {
  return { inline_keyboard: [[{ text, web_app: { url } }]] };
}
