// Stars that were paid or went back. Telegram tells it by a message in the chat, and its word is enough.
import { Composer } from "grammy";
import type { Observed } from "../../../domain/payments/mod.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { judged } from "../../payments/judged.ts";
import { createListen, type Listen } from "../../payments/listen.ts";
import { paymentTold, refundTold } from "../../payments/stars/told.ts";
import type { BotContext } from "../bot_context.ts";

export function payments(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.on("message:successful_payment", async (ctx) => {
    const told = ctx.message.successful_payment;
    const payment = paymentTold(told, { payerId: ctx.from.id, date: ctx.message.date });
    await hear(ctx, "successful_payment", payment.providerPaymentId, (listen, origin) => {
      return listen.payment(payment, "webhook", origin);
    });
  });
  all.on("message:refunded_payment", async (ctx) => {
    const refund = refundTold(ctx.message.refunded_payment, ctx.message.date);
    await hear(ctx, "refunded_payment", refund.providerPaymentId, (listen, origin) => {
      return listen.refund(refund, "webhook", origin);
    });
  });
  return all;
}

type Origin = Parameters<Listen["payment"]>[2];

async function hear(
  ctx: BotContext,
  eventType: string,
  objectId: string,
  listenTo: (listen: Listen, origin: Origin) => Promise<Observed>,
): Promise<void> {
  const { app, deps: { alarm }, update: { update_id }, correlationId } = ctx;
  if (!app.payments.provider("stars")) {
    // The update is kept, and Telegram's books have it: the comparison after they are switched on counts it.
    alarm("Telegram moved Stars of ours while they are switched off", { eventType, objectId });
    return;
  }
  const listen = createListen({ payments: app.payments, alarm });
  const { verdict, paymentId, eventIds } = await listenTo(listen, { actor: SYSTEM, correlationId });
  ctx.facts.push(judged({
    deliveryId: `telegram-${update_id}`,
    provider: "stars",
    channel: "webhook",
    receivedAt: new Date(ctx.message!.date * 1000).toISOString(),
    providerEventId: String(update_id),
    eventType,
    objectId,
    verdict,
    resultingEventIds: [...eventIds],
    ...(paymentId !== undefined && { paymentId }),
  }));
}
