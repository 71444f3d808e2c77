// What a driver can say to the bot in a private chat.
import { Composer } from "grammy";
import type { BotContext } from "../bot_context.ts";

/** Pages a deep link t.me/<bot>?start=… may open. */
const PAGES = new Set(["responses", "searches", "favourites", "subscription", "profile"]);
const ANSWERED = ["responses", "searches", "subscription", "paysupport", "terms", "help"] as const;

export function commands(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  const direct = all.chatType("private");

  /** `cargo_<id>` opens that load, the name of a page that page; anything else is a plain beginning. */
  direct.command("start", (ctx) => {
    const cargoId = /^cargo_([A-Za-z0-9]{1,32})$/.exec(ctx.match)?.[1];
    if (cargoId !== undefined) ctx.answer("start", { cargoId });
    else ctx.answer("start", PAGES.has(ctx.match) ? { page: ctx.match } : {});
  });
  for (const about of ANSWERED) direct.command(about, (ctx) => ctx.answer(about));
  // Whoever looks for something is helped by what there is.
  direct.hears(/^\//, (ctx) => ctx.answer("no_such_command"));
  return all;
}
