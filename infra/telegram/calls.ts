// The two calls of the Bot API our messages are made of: say something, say it better.
import type { BotCall } from "./bot_api.ts";

export const NO_BUTTONS = { inline_keyboard: [] };

/** `text` in the Bot API's HTML. */
export function say(chatId: string, text: string, reply_markup: object): BotCall {
  const link_preview_options = { is_disabled: true };
  return {
    method: "sendMessage",
    payload: { chat_id: chatId, text, parse_mode: "HTML", reply_markup, link_preview_options },
  };
}

/** The same put in place of a message that is there already. */
export function edit({ payload }: BotCall, messageId: number): BotCall {
  return { method: "editMessageText", payload: { ...payload, message_id: messageId } };
}

/** The same under a message it answers, or by itself should that be gone. */
export function replyingTo(call: BotCall, messageId: number): BotCall {
  const reply_parameters = { message_id: messageId, allow_sending_without_reply: true };
  return { ...call, payload: { ...call.payload, reply_parameters } };
}
