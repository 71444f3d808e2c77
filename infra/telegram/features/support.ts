// Whatever else a driver says in the private chat is for the people of support: kept, and answered with what to do next.
import { Composer } from "grammy";
import type { BotContext } from "../bot_context.ts";
import { supportMessage } from "../support_message.ts";

export function support(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.chatType("private").on("message", (ctx) => {
    ctx.facts.push(supportMessage(ctx.from.id, ctx.message));
    ctx.answer("support");
  });
  return all;
}
