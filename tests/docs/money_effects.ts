// One of each command about money and the histories it is run on, for the truth behind docs/architecture.md.
import { type CheckoutCommand, checkoutDecider } from "../../domain/payments/checkout/checkout.ts";
import type { PaymentCommand } from "../../domain/payments/commands.ts";
import { paymentDecider } from "../../domain/payments/decide.ts";
import type { PaymentEvent } from "../../domain/payments/events.ts";
import { type OrphanCommand, orphanDecider } from "../../domain/payments/reconciliation/orphans.ts";
import type { PromoCodeCommand } from "../../domain/promo_codes/commands.ts";
import { promoCodeDecider } from "../../domain/promo_codes/decide.ts";
import type { PromoCodeEvent } from "../../domain/promo_codes/events.ts";
import { PromoForm } from "../../domain/promo_codes/terms.ts";
import { flagDecider, settingDecider } from "../../domain/settings/decide.ts";
import { kopecks } from "../../domain/shared/money.ts";
import type { SubscriptionCommand } from "../../domain/subscriptions/commands.ts";
import { subscriptionDecider } from "../../domain/subscriptions/decide.ts";
import {
  canceled,
  driverId,
  held,
  LATER as at,
  observe,
  observeRefund,
  paid,
  paymentId,
  pending,
  play,
  providerPaymentId,
  requested,
  start,
} from "../domain/payments/story.ts";
import { type Effect, emitted } from "./emitted.ts";

type OneOfEach<C extends { type: string }> = { [T in C["type"]]: Extract<C, { type: T }> };

const refund = {
  type: "RequestRefund",
  refundId: "f1",
  amount: kopecks(100),
  reason: "просил",
  partialRefunds: true,
  by: "7",
  secondAdminFrom: 0,
  at,
} as const;
/** Provider facts come in several kinds, so this command stands more than once. */
const payments: OneOfEach<PaymentCommand> = {
  StartPayment: { ...start, amount: kopecks(0) },
  SubmitPayment: { type: "SubmitPayment", idempotenceKey: "k", body: "{}", at },
  NoteUnknownRegistration: { type: "NoteUnknownRegistration", attempt: 1, error: "HTTP 500", at },
  RejectRegistration: { type: "RejectRegistration", code: "forbidden", at },
  ObserveProviderPayment: pending,
  ExpirePayment: { type: "ExpirePayment", at: start.openUntil },
  ResolveMismatch: {
    type: "ResolveMismatch",
    providerPaymentId,
    decision: "accepted",
    reason: "сверили",
    at,
  },
  NotePromoOverLimit: { type: "NotePromoOverLimit", at },
  NotePossibleDuplicate: { type: "NotePossibleDuplicate", otherPaymentId: "p2", at },
  RequestRefund: refund,
  ApproveRefund: {
    type: "ApproveRefund",
    refundId: "f1",
    by: "8",
    reason: "согласен",
    partialRefunds: true,
    at,
  },
  DeclineRefund: { type: "DeclineRefund", refundId: "f1", reason: "нет оснований", at },
  ObserveRefund: observeRefund({ status: "pending", amount: refund.amount }),
  RejectRefund: { type: "RejectRefund", refundId: "f1", reason: "insufficient_funds", at },
  OpenDispute: { type: "OpenDispute", disputeId: "d1", openedAt: at, suspends: true, at },
  SettleDispute: { type: "SettleDispute", disputeId: "d1", outcome: "won", closedAt: at, at },
};
const wrong = observe({ amount: { minor: 1, currency: "RUB" } });
const again = observe({ provider: "stars", providerPaymentId: "c2" });
const stars = [{ ...requested, data: { ...requested.data, provider: "stars" } }] as PaymentEvent[];
const everyWord: readonly PaymentCommand[] = [
  held,
  paid,
  { ...refund, secondAdminFrom: 1 },
  observe({ receiptRefused: true }),
  canceled,
  wrong,
  again,
  observeRefund({ amount: refund.amount }),
  observeRefund({ amount: refund.amount, status: "canceled" }),
  { ...payments.SettleDispute, outcome: "lost" },
  { ...payments.ResolveMismatch, decision: "dismissed" },
];
const paymentHistories: PaymentEvent[][] = [
  [],
  [requested],
  play([paid], [requested]),
  play([paid, refund], [requested]),
  play([paid, { ...refund, secondAdminFrom: 1 }], [requested]),
  play([wrong], [requested]),
];

const grant = { driverId, grantId: paymentId, at };
const subscriptions: OneOfEach<SubscriptionCommand> = {
  GrantPeriod: { type: "GrantPeriod", ...grant, paymentId, tariffId: "month", days: 30, paidAt: at },
  StartTrial: { type: "StartTrial", ...grant, days: 7 },
  GrantDays: { type: "GrantDays", ...grant, days: 3, reason: "сбой" },
  GrantPromoDays: { type: "GrantPromoDays", ...grant, days: 7, promoCode: "NEDELYA" },
  RevokePeriod: { type: "RevokePeriod", ...grant, cause: "refund", causeId: "f1" },
  SuspendPeriod: { type: "SuspendPeriod", ...grant, disputeId: "d1", from: at },
  RestorePeriod: { type: "RestorePeriod", ...grant, disputeId: "d1", to: at },
  ObserveRenewal: { type: "ObserveRenewal", ...grant, word: "stopped", sequence: 1 },
};
const renewals: SubscriptionCommand[] = [
  { ...subscriptions.ObserveRenewal, word: "failed" },
  { ...subscriptions.ObserveRenewal, word: "resumed" },
];

const code = "VESNA2026";
const form = PromoForm.parse({
  type: "percent",
  value: 10,
  validFrom: "2026-03-01T00:00:00Z",
  validTo: "2026-04-01T00:00:00Z",
});
const use = { code, driverId, useId: paymentId, at };
const promoCodes: OneOfEach<PromoCodeCommand> = {
  CreatePromoCode: { type: "CreatePromoCode", code, form },
  ReservePromoCode: {
    type: "ReservePromoCode",
    ...use,
    until: start.openUntil,
    tariffId: "month",
    listPrice: start.price,
    firstPurchase: true,
  },
  RedeemPromoCode: { type: "RedeemPromoCode", ...use },
  ReleasePromoCode: { type: "ReleasePromoCode", ...use },
  ApplyPromoCode: { type: "ApplyPromoCode", ...use },
  DeactivatePromoCode: { type: "DeactivatePromoCode", code },
};
const created: PromoCodeEvent = { type: "PromoCodeCreated", data: { ...form, code } as never };
const days: PromoCodeEvent = { type: "PromoCodeCreated", data: { ...form, code, type: "days" } as never };
const reserved: PromoCodeEvent = { type: "PromoCodeReserved", data: { ...use, until: start.openUntil } };
const promoHistories = [[], [created], [days], [created, reserved]];

const order = {
  driverId,
  paymentId,
  provider: "yookassa",
  tariffId: "month",
  amount: start.amount,
  at,
  openUntil: start.openUntil,
} as const;
const checkouts: OneOfEach<CheckoutCommand> = {
  OpenCheckout: { type: "OpenCheckout", order, givingWay: [], deadEnds: [], unpayable: [], hasPaid: false },
  CloseCheckout: { type: "CloseCheckout", driverId, paymentId, paid: true },
};
const orphan = {
  provider: "yookassa",
  providerPaymentId,
  at,
  status: "succeeded",
  minor: 1,
  currency: "RUB",
  via: "sweep",
} as const;
const orphans: OneOfEach<OrphanCommand> = {
  NoteOrphan: { type: "NoteOrphan", orphan },
  LinkOrphan: { type: "LinkOrphan", paymentId, at },
};

/** Every event every command about money can lead to, from any phase. */
export function moneyEffects(): Effect[] {
  const opened = { type: "CheckoutOpened", data: order } as const;
  const found = { type: "OrphanPaymentFound", data: orphan } as const;
  const paidInStars = play([observe({ provider: "stars", providerPaymentId: "c1" })], stars);
  const changeFlag = { type: "ChangeFlag", key: "paywall_respond", enabled: true } as const;
  const changeSetting = { type: "ChangeSetting", key: "grace_days", to: { value: "3" } } as const;
  const asked = [...Object.values(payments), ...everyWord].sort((a, b) => rank(a.type) - rank(b.type));
  return [
    ...emitted(checkoutDecider, Object.values(checkouts), [[], [opened]], "checkout-{driverId}"),
    ...emitted(paymentDecider, asked, [...paymentHistories, paidInStars], "payment-{paymentId}"),
    ...emitted(
      subscriptionDecider,
      [...Object.values(subscriptions), ...renewals],
      [[]],
      "subscription-{driverId}",
    ),
    ...emitted(promoCodeDecider, Object.values(promoCodes), promoHistories, "promo-{code}"),
    ...emitted(flagDecider, [changeFlag], [[]], "flag-{key}"),
    ...emitted(settingDecider, [changeSetting], [[]], "setting-{key}"),
    ...emitted(orphanDecider, Object.values(orphans), [[], [found]], "orphan-{provider}-{providerPaymentId}"),
  ];
}

const rank = (type: PaymentCommand["type"]) => Object.keys(payments).indexOf(type);
