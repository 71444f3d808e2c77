// Reply markup: what Telegram accepts as a keyboard under a message.
import { z } from "zod";
import { badRequest } from "../api_error.ts";
import { structured } from "../parameters.ts";
import type { Chat, ReplyMarkup } from "../types.ts";
import { isPrivate } from "../world.ts";

const buttonSchema = z.looseObject({
  text: z.string().min(1),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  web_app: z.object({ url: z.string() }).optional(),
});

export const markupSchema = structured(
  z.union([
    z.object({ inline_keyboard: z.array(z.array(buttonSchema)) }),
    z.looseObject({ keyboard: z.array(z.array(z.unknown())) }),
    z.looseObject({ remove_keyboard: z.literal(true) }),
    z.looseObject({ force_reply: z.literal(true) }),
  ]),
);

const KINDS = ["callback_data", "url", "web_app", "switch_inline_query", "copy_text", "pay", "login_url"];

/** @throws {ApiError} 400 for buttons Telegram does not take in this chat. */
export function checkMarkup(markup: ReplyMarkup | undefined, chat: Chat): void {
  if (!markup || !("inline_keyboard" in markup)) return;
  const parsed = z.array(z.array(buttonSchema)).parse(markup.inline_keyboard);
  for (const button of parsed.flat()) {
    if (KINDS.filter((kind) => button[kind] !== undefined).length !== 1) {
      throw badRequest(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
      );
    }
    if (button.callback_data !== undefined) {
      const bytes = new TextEncoder().encode(button.callback_data).length;
      if (bytes < 1 || bytes > 64) throw badRequest("BUTTON_DATA_INVALID");
    }
    if (button.url !== undefined && !/^(https?|tg|mailto):/.test(button.url)) {
      throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
    }
    if (button.web_app) {
      if (!isPrivate(chat)) throw badRequest("BUTTON_TYPE_INVALID");
      checkAppUrl(button.web_app.url);
    }
  }
}

/** Mini Apps are https; this sandbox also opens them from the machine it runs on. */
export function checkAppUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest(`Web App URL '${url}' is invalid`);
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return;
  throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`);
}
