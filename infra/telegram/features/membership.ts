// Who can be written to: people who block the bot or let it in again, and the dispatchers' chat the bot is thrown out of.
import { Composer } from "grammy";
import type { BotContext } from "../bot_context.ts";

const OUT = new Set(["kicked", "left"]);

export function membership(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.on("my_chat_member", async (ctx) => {
    const isOut = OUT.has(ctx.myChatMember.new_chat_member.status);
    const chatId = String(ctx.chat.id);
    if (isOut && ctx.isFromDispatchers) {
      return ctx.deps.alarm("the bot was removed from the dispatchers' chat", { chatId });
    }
    const { reachability } = ctx.app;
    ctx.facts.push(...isOut ? await reachability.lost(chatId, "blocked") : await reachability.found(chatId));
  });
  // Somebody who blocked the bot can neither write to it nor press its buttons.
  all.chatType("private").on(["message", "callback_query"], async (ctx, next) => {
    ctx.facts.push(...await ctx.app.reachability.found(String(ctx.chat.id)));
    await next();
  });
  all.on("message:migrate_to_chat_id", async (ctx) => {
    if (ctx.isFromDispatchers) await ctx.deps.dispatchChat.follow(String(ctx.message.migrate_to_chat_id));
  });
  return all;
}
