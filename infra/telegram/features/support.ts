// Whatever else a driver says in the private chat is for the people of support: kept, and answered with what to do next.
import { Composer, type FilterQuery } from "grammy";
import type { BotContext } from "../bot_context.ts";
import { supportMessage } from "../support_message.ts";

/** What Telegram says of the chat in the driver's name, for instance that they let the bot write to them. */
const SERVICE: FilterQuery[] = [
  "message:write_access_allowed",
  "message:pinned_message",
  "message:message_auto_delete_timer_changed",
  "message:chat_background_set",
  "message:web_app_data",
];

export function support(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  const direct = all.chatType("private");
  direct.on(SERVICE, () => {});
  direct.on("message", (ctx) => {
    ctx.facts.push(supportMessage(ctx.from.id, ctx.message));
    ctx.answer("support");
  });
  return all;
}
