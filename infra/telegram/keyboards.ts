// Buttons under messages: decisions and ways to the driver for dispatchers, doors into the Mini App for drivers.
import type { ResponseView } from "../../domain/responses/mod.ts";
import { botTexts } from "../../texts/bot.ts";
import { dispatchButtons as words } from "../../texts/bot_dispatch.ts";

export type Press = "accept" | "reject" | "complete" | "call";

/** `callback_data` is at most 64 bytes (Bot API, "InlineKeyboardButton"). */
const pressing = (text: string, press: Press, responseId: string) => ({
  text,
  callback_data: `${press}:${responseId}`,
});

/** What can be decided, and below it how to reach the driver while there is something to talk about. */
export function dispatchButtons(
  { responseId, status, phone }: Pick<ResponseView, "responseId" | "status" | "phone">,
  username?: string,
) {
  const decision = (press: "accept" | "reject" | "complete") => pressing(botTexts[press], press, responseId);
  const decisions = {
    sent: [decision("accept"), decision("reject")],
    delivered: [decision("accept"), decision("reject")],
    seen: [decision("accept"), decision("reject")],
    accepted: [decision("complete")],
    rejected: [],
    completed: [],
    withdrawn: [],
  }[status];
  if (decisions.length === 0) return { inline_keyboard: [] };
  if (phone === "") return { inline_keyboard: [decisions] };
  // A link to a phone is refused under a message ("tel:"), one to a person is where they do not want it
  // ("BUTTON_USER_PRIVACY_RESTRICTED"): their public name, or whoever has the number.
  const url = `https://t.me/${username ?? `+${phone.replace(/\D/g, "")}`}`;
  return {
    inline_keyboard: [decisions, [pressing(words.call, "call", responseId), { text: words.write, url }]],
  };
}

/** What a button the dispatchers pressed stands for; null when the data is not ours. */
export function parsePress(data: string): { press: Press; responseId: string } | null {
  const match = /^(accept|reject|complete|call):(.+)$/.exec(data);
  return match ? { press: match[1] as Press, responseId: match[2]! } : null;
}

/** A button that opens a page of the Mini App (private chats only). */
export function appButton(text: string, url: string) {
  return { inline_keyboard: [[{ text, web_app: { url } }]] };
}
