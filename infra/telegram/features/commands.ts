// What a driver can say to the bot in a private chat.
import { Composer } from "grammy";
import type { BotContext } from "../bot_context.ts";

export function commands(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  const direct = all.chatType("private");

  /** Deep link t.me/<bot>?start=cargo_<id> opens that load. */
  direct.command("start", (ctx) => {
    const cargoId = /^cargo_([A-Za-z0-9]{1,32})$/.exec(ctx.match)?.[1];
    ctx.answer("start", cargoId === undefined ? {} : { cargoId });
  });
  direct.command("responses", (ctx) => ctx.answer("responses"));
  direct.command("help", (ctx) => ctx.answer("help"));
  direct.on("message", (ctx) => ctx.answer("unexpected"));
  return all;
}
