// Whether Telegram goes on charging Stars for a subscription of ours (Bot API, "BotSubscriptionUpdated").
import { Composer } from "grammy";
import { z } from "zod";
import { SYSTEM } from "../../../domain/shared/event.ts";
import type { BotContext } from "../bot_context.ts";

const Told = z.object({
  user: z.object({ id: z.int() }),
  invoice_payload: z.string(),
  state: z.enum(["canceled", "active", "failed"]),
});
const WORDS = { canceled: "stopped", active: "resumed", failed: "failed" } as const;

/** What is about no payment of the driver's in Stars, or says what we do not know, is kept and leads to nothing. */
export function renewals(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.on("subscription", async ({ app, update, correlationId }) => {
    const told = Told.safeParse(update.subscription);
    if (!told.success) return;
    const { user: { id: driverId }, invoice_payload: grantId, state } = told.data;
    const payment = await app.payments.one(driverId, grantId);
    if (payment?.provider !== "stars") return;
    const renewal = { driverId, grantId, word: WORDS[state], sequence: update.update_id };
    await app.subscriptions.observeRenewal(renewal, { actor: SYSTEM, correlationId });
  });
  return all;
}
