// Shapes of tariffs, payments, promo codes and subscriptions over HTTP.
import { z } from "zod";
import { receiptContact } from "../../../domain/payments/checkout/receipt_contact.ts";
import { Provider } from "../../../domain/payments/events.ts";
import type { PaymentView } from "../../../domain/payments/mod.ts";
import { PAYMENT_STATUSES } from "../../../domain/payments/status.ts";
import type { Tariff } from "../../../domain/settings/mod.ts";
import { Money } from "../../../domain/shared/money.ts";
import type { Subscription, SubscriptionStatus } from "../../../domain/subscriptions/mod.ts";

const id = z.string("required").trim().min(1, "required").max(64, "too_long");
const code = z.string("required").trim().min(1, "required").max(256, "too_long");

export const TariffAnswer = z.object({
  id: z.string(),
  name: z.string(),
  days: z.int(),
  price: Money,
  starsPrice: Money.optional(),
});
export const TariffsAnswer = z.object({
  data: z.array(TariffAnswer),
  /** Whether anything can be bought now, and how it can be paid. */
  meta: z.object({ paymentsEnabled: z.boolean(), providers: z.array(Provider) }),
});
export type TariffsAnswer = z.infer<typeof TariffsAnswer>;

export function tariffAnswer({ id, name, days, price, starsPrice }: Tariff): z.infer<typeof TariffAnswer> {
  return { id, name, days, price, ...(starsPrice && { starsPrice }) };
}

export const PaymentBody = z.object({
  tariffId: id,
  provider: Provider,
  promoCode: code.optional(),
  /** E-mail or phone the tax receipt is sent to. */
  receiptContact: receiptContact.optional(),
});

/** The older path calls a tariff by its name, or its id, and pays with the first provider there is. */
export const OldPaymentBody = z.object({
  tariff_name: id,
  provider: Provider.optional(),
  promo_code: code.optional(),
  receipt_contact: receiptContact.optional(),
});

/** `confirmationUrl`: where it is paid; null until the provider has answered, and when there is nothing to pay any more. */
export const PaymentAnswer = z.object({
  paymentId: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  confirmationUrl: z.string().nullable(),
  provider: Provider,
  tariff: z.object({ id: z.string(), name: z.string(), days: z.int() }),
  price: Money,
  discount: Money,
  amount: Money,
  createdAt: z.iso.datetime(),
  paidAt: z.string().optional(),
  /** Why it came to nothing, in the provider's words. */
  reason: z.string().optional(),
});
export type PaymentAnswer = z.infer<typeof PaymentAnswer>;
export const PaymentsAnswer = z.object({ data: z.array(PaymentAnswer) });

export function paymentAnswer(payment: PaymentView): PaymentAnswer {
  const { paymentId, status, provider, tariff, price, discount, amount, createdAt } = payment;
  const { paidAt, cancelReason: reason } = payment;
  return {
    paymentId,
    status,
    confirmationUrl: status === "pending" ? payment.confirmationUrl ?? null : null,
    provider,
    tariff,
    price,
    discount,
    amount,
    createdAt,
    ...(paidAt !== undefined && { paidAt }),
    ...(reason !== undefined && { reason }),
  };
}

export const PromoBody = z.object({ code });
export const PromoAnswer = z.object({ expiresAt: z.iso.datetime() });

export const SubscriptionAnswer = z.object({
  status: z.enum(["none", "trial", "active", "grace", "expired"]),
  expiresAt: z.iso.datetime().optional(),
  /** When the days after the end are over. */
  graceEndsAt: z.iso.datetime().optional(),
  /** Why until then: what was given, in the order it counts. */
  periods: z.array(z.object({
    kind: z.enum(["payment", "trial", "gift", "promo"]),
    days: z.int(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
  })),
  /** Whether its provider charges again and when that is due; absent when nothing is to be said of it. */
  renewal: z.object({ state: z.enum(["on", "stopped", "failed"]), until: z.iso.datetime() }).optional(),
  /** The key to the Web App; another one with every activation. */
  accessToken: z.string().nullable(),
});
export type SubscriptionAnswer = z.infer<typeof SubscriptionAnswer>;

/** What a driver is told wherever the whole story is too much. */
export function statusAnswer(now: SubscriptionStatus) {
  return { status: now.status, ...("expiresAt" in now && { expiresAt: now.expiresAt }) };
}

export function subscriptionAnswer(
  { now, periods, renewal }: Subscription,
  accessToken: string | null,
): SubscriptionAnswer {
  const iso = (time: number) => new Date(time).toISOString();
  return {
    ...now,
    periods: periods.map(({ given: { kind }, days, from, to }) => ({
      kind,
      days,
      from: iso(from),
      to: iso(to),
    })),
    ...(renewal && { renewal }),
    accessToken,
  };
}
