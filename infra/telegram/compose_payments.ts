// Messages about money and access, with what is true when they leave: a reminder of an end that has moved is dropped.
import { z } from "zod";
import type { App } from "../../domain/app.ts";
import type { PaymentMessageKind } from "../../domain/messages/kinds.ts";
import { Money } from "../../domain/shared/money.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { DAY } from "../../domain/subscriptions/periods.ts";
import {
  daysGrantedText,
  type Ending,
  endingText,
  notPaidText,
  paidText,
  paymentButtons,
  refundedText,
  refundWaitsText,
  renewalFailedText,
  subscriptionText,
  trialText,
} from "../../texts/payment_messages.ts";
import type { Words } from "./compose_loads.ts";
import { appButton } from "./keyboards.ts";

/** `days`: how many go with the money; absent for all that were paid for. */
const Refund = z.object({
  amount: Money,
  refundId: z.string(),
  grantId: z.string(),
  days: z.int().nonnegative().optional(),
});

const Proposal = z.object({ paymentId: z.string(), refundId: z.string() });

type Data = Readonly<Record<string, unknown>>;
type Compose = (personId: number, data: Data) => Promise<Words>;

export function createPaymentWords(
  { subscriptions, payments, settings }: Pick<App, "subscriptions" | "payments" | "settings">,
  { baseUrl, clock }: { baseUrl: string; clock: Clock },
): Record<PaymentMessageKind, Compose> {
  const button = (text: string, path = "/subscription") => appButton(text, baseUrl + path);
  const { subscription: mine, again, extend, loads, refund: decide } = paymentButtons;

  /** Until when there is access now; null when it is over. */
  async function accessUntil(driverId: number): Promise<string | null> {
    const now = await subscriptions.statusOf(driverId);
    return now.status === "trial" || now.status === "active" ? now.expiresAt : null;
  }

  return {
    async driver_payment_succeeded(driverId, { grantId }) {
      const { periods } = await subscriptions.of(driverId);
      const given = periods.find((period) => period.grantId === grantId)?.given;
      const payment = given?.paymentId === undefined ? null : await payments.one(driverId, given.paymentId);
      const paid = payment && { amount: payment.amount, tariff: payment.tariff.name };
      return { text: paidText(paid, await accessUntil(driverId)), keyboard: button(loads, "/") };
    },
    async driver_payment_canceled(driverId, { paymentId, reason }) {
      const all = await payments.of(driverId);
      const payment = all.find((one) => one.paymentId === paymentId);
      if (payment?.status !== "canceled" || reason === "driver") return null;
      // Who has paid since, or has thought better of it, need not hear of the one that failed.
      const settled = all.some(({ status, createdAt }) =>
        status === "succeeded" && createdAt >= payment.createdAt
      );
      if (settled) return null;
      const text = notPaidText(payment.amount, payment.tariff.name, String(reason));
      return { text, keyboard: button(again, `/subscription?tariff=${payment.tariff.id}`) };
    },
    async driver_payment_refunded(driverId, data) {
      const { amount, refundId: causeId, grantId, days } = Refund.parse(data);
      // The days may still wait to be taken: what is said is what holds once they are.
      const what = { grantId, causeId, ...(days !== undefined && { days }) };
      const { after } = await subscriptions.previewRevocation(driverId, what);
      const left = after !== null && Date.parse(after) > clock() ? after : null;
      return { text: refundedText(amount, left), keyboard: button(mine) };
    },
    async driver_trial_started(driverId) {
      const until = await accessUntil(driverId);
      return until === null ? null : { text: trialText(until), keyboard: button(loads, "/") };
    },
    async driver_days_granted(driverId, { grantId }) {
      const until = await accessUntil(driverId);
      const { periods } = await subscriptions.of(driverId);
      const days = periods.find((period) => period.grantId === grantId)?.days;
      return until === null ? null : { text: daysGrantedText(days, until), keyboard: button(mine) };
    },
    async driver_subscription_reminder(driverId, { about, expiresAt }) {
      const [{ now, periods, renewal }, flags] = await Promise.all([
        subscriptions.of(driverId),
        settings.flags(),
      ]);
      if (now.status === "none" || now.expiresAt !== expiresAt || !isTimely(about, now.expiresAt, clock())) {
        return null;
      }
      // What goes on by itself does not end.
      if (renewal?.state === "on") return null;
      const text = endingText({
        about,
        trial: periods.findLast(({ from, to }) => to > from)?.given.kind === "trial",
        expiresAt: now.expiresAt,
        ...(now.status === "grace" && { graceEndsAt: now.graceEndsAt }),
        loses: { respond: flags.paywall_respond, contacts: flags.paywall_contacts },
      });
      return { text, keyboard: button(flags.payments_enabled ? extend : mine) };
    },
    async driver_renewal_failed(driverId) {
      const { renewal } = await subscriptions.of(driverId);
      // It has been paid since, or the driver stopped it.
      if (renewal?.state !== "failed") return null;
      return { text: renewalFailedText(await accessUntil(driverId)), keyboard: button(extend) };
    },
    async admin_refund_waits(_, data) {
      const { paymentId, refundId } = Proposal.parse(data);
      const state = (await payments.find(paymentId))?.state;
      const refund = state && state.status !== "none" ? state.refunds[refundId] : undefined;
      // Somebody has decided meanwhile.
      if (refund?.status !== "proposed") return null;
      const page = `/admin/payments/${encodeURIComponent(paymentId)}`;
      return { text: refundWaitsText(refund.amount, paymentId), keyboard: button(decide, page) };
    },
  };
}

/** What a driver who asks for it in the chat is told of the subscription. */
export async function subscriptionWords(
  { subscriptions, settings }: Pick<App, "subscriptions" | "settings">,
  driverId: number,
): Promise<string> {
  const [now, flags] = await Promise.all([subscriptions.statusOf(driverId), settings.flags()]);
  return subscriptionText(now, { isFree: !flags.paywall_respond && !flags.paywall_contacts });
}

/** Whether the words are still true: a reminder may have waited for the product, or for Telegram, to come back. */
function isTimely(about: unknown, expiresAt: string, now: number): about is Ending["about"] {
  const left = Date.parse(expiresAt) - now;
  switch (about) {
    case "ends_in_3_days":
      return left > DAY;
    case "ends_in_1_day":
      return left > 0;
    case "ended":
      return left <= 0;
    default:
      return false;
  }
}
