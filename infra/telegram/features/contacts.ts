// A phone number shared in the chat: kept for one-tap answers when it is the sender's own.
import { Composer } from "grammy";
import { normalisePhone } from "../../../domain/shared/phone.ts";
import type { BotContext } from "../bot_context.ts";

export function contacts(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.chatType("private").on("message:contact", async (ctx) => {
    const { user_id, phone_number } = ctx.message.contact;
    const driverId = ctx.from.id;
    // Telegram leaves the plus out. Whoever picks a number from the address book sends somebody else's.
    const phone = normalisePhone(phone_number.startsWith("+") ? phone_number : `+${phone_number}`);
    if (user_id !== driverId || phone === null) return ctx.answer("contact_foreign");
    const origin = {
      actor: { kind: "driver", id: String(driverId) },
      correlationId: ctx.correlationId,
    } as const;
    const taken = await ctx.app.drivers.takePhone(driverId, phone, origin);
    ctx.answer(taken ? "contact_taken" : "contact_unknown");
  });
  return all;
}
