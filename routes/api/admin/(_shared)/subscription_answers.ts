// Subscriptions as staff sees them over HTTP.
import type { Subscription } from "../../../../domain/subscriptions/mod.ts";
import type { SubscriptionRecord } from "../(_schemas)/subscriptions.ts";

export function subscriptionRecord({ driverId, now, periods }: Subscription): SubscriptionRecord {
  const iso = (time: number) => new Date(time).toISOString();
  return {
    driverId,
    ...now,
    periods: periods.map(({ grantId, given, days, from, to, begins, suspended, madeUpMs }) => ({
      ...{ grantId, kind: given.kind, givenDays: given.days, days, givenAt: iso(given.at) },
      ...{ from: iso(from), to: iso(to), begins, suspended, madeUpMs },
      ...(given.paymentId !== undefined && { paymentId: given.paymentId }),
      ...(given.promoCode !== undefined && { promoCode: given.promoCode }),
    })),
  };
}
