// What a payment's page says: what is to be done about the payment now, or what came of it and why.
import type { PaymentView } from "../../domain/payments/mod.ts";
import type { SubscriptionStatus } from "../../domain/subscriptions/mod.ts";
import { formatMoment, formatMoney } from "../../texts/format.ts";
import { cancelReason, payment as texts } from "../../texts/payments.ts";

export interface PaymentWords {
  readonly title: string;
  readonly lines: readonly string[];
  /** Below what there is to press. */
  readonly hints?: readonly string[];
  /** What there is to press. */
  readonly action?: "pay" | "again" | "loads";
}

export function wordsOf(payment: PaymentView, subscription: SubscriptionStatus): PaymentWords {
  const { status, provider, amount, confirmationUrl, registrationUnknown, cancelReason: reason } = payment;
  switch (status) {
    case "requested":
      return registrationUnknown
        ? { title: texts.unknown, lines: [texts.unknownText] }
        : { title: texts.requested, lines: [texts.requestedText] };
    case "pending": {
      if (confirmationUrl === undefined) return { title: texts.requested, lines: [texts.requestedText] };
      const hints = [texts.cancelHint];
      return {
        title: texts.pending(formatMoney(amount)),
        lines: [texts.pendingTexts[provider]],
        action: "pay",
        hints,
      };
    }
    case "authorized":
      return { title: texts.authorized, lines: [texts.authorizedText] };
    case "succeeded":
      return { title: texts.succeeded, lines: [opened(subscription)], action: "loads" };
    case "canceled":
      return { title: texts.canceled, lines: [cancelReason(reason), texts.noMoney], action: "again" };
    case "failed":
      return { title: texts.failed, lines: [texts.failedText], action: "again" };
    case "expired":
      return { title: texts.expired, lines: [texts.expiredText], action: "again" };
    case "partially_refunded":
      return { title: texts.partly, lines: [texts.refundedText, opened(subscription)] };
    case "refunded":
      return { title: texts.refunded, lines: [texts.refundedText] };
    case "disputed":
      return { title: texts.disputed, lines: [texts.disputedText] };
    case "mismatch":
      return { title: texts.mismatch, lines: [texts.mismatchText] };
  }
}

function opened(now: SubscriptionStatus): string {
  return now.status === "active" || now.status === "trial"
    ? texts.succeededText(formatMoment(now.expiresAt))
    : texts.opening;
}
