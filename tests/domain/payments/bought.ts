// A purchase in a world of money on a real store, and what its provider says of it.
import assert from "node:assert/strict";
import type { ProviderPayment } from "../../../domain/payments/ports.ts";
import { createAccessFollowsMoney } from "../../../domain/processes/access_follows_money.ts";
import { by, type moneyOnKv } from "./money_on_kv.ts";
import { theirs } from "./story.ts";

export type Money = Awaited<ReturnType<typeof moneyOnKv>>;

/** A process of the product, in which money and access are one commit. */
export function atOnce(money: Money, views: Parameters<Money["startProcess"]>[0] = {}): Money {
  const process = money.startProcess({
    along: (keys) => ({
      follow: createAccessFollowsMoney({ keys, clock: money.clock }),
      onFailure(error) {
        throw error;
      },
    }),
    ...views,
  });
  return { ...money, ...process };
}

export const IVAN = 700_000_101;
export const month = { tariffId: "month", provider: "yookassa" } as const;
export const percent = {
  type: "percent",
  value: 10,
  validFrom: "2026-03-01T00:00:00.000Z",
  validTo: "2026-04-01T00:00:00.000Z",
  perUserLimit: 1,
} as const;

export async function bought(money: Money, driverId = IVAN, promoCode?: string) {
  const begun = await money.payments.start(driverId, { ...month, ...(promoCode && { promoCode }) }, by);
  assert.ok("payment" in begun, JSON.stringify(begun));
  return begun.payment;
}

/** As the provider has it: paid. */
export const word = (paymentId: string, minor = 49_900): ProviderPayment =>
  theirs({ paymentId, providerPaymentId: `theirs-${paymentId}`, amount: { minor, currency: "RUB" } });

/** The provider has made it, and nobody has paid yet. */
export async function registered(money: Money, driverId?: number): Promise<string> {
  const { paymentId } = await bought(money, driverId);
  await money.payments.observe({ ...word(paymentId), status: "pending" }, "response", by);
  return paymentId;
}
