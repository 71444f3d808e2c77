// What a payment's page says: what is to be done about the payment now, or what came of it and why.
import type { PaymentView } from "../../domain/payments/mod.ts";
import type { SubscriptionStatus } from "../../domain/subscriptions/mod.ts";
import { formatDatedMoment, formatMoment, formatMoney } from "../../texts/format.ts";
import { cancelReason, isDismissed, otherWays, payment as texts } from "../../texts/payments.ts";
import { isGivenUp } from "./another_way.ts";

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
  const money = (minor: number) => formatMoney({ ...amount, minor });
  switch (status) {
    case "requested": {
      const hints = [texts.closes(formatMoment(payment.openUntil))];
      return registrationUnknown
        ? { title: texts.unknown, lines: [texts.unknownText], hints }
        : { title: texts.requested, lines: [texts.requestedText], hints };
    }
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
      return { title: texts.succeeded, lines: [opened(payment, subscription)], action: "loads" };
    case "canceled":
      return {
        title: texts.canceled,
        lines: [cancelReason(reason), isDismissed(reason) ? texts.askUs : texts.noMoney],
        action: "again",
      };
    case "failed":
      if (isGivenUp(payment)) return { title: otherWays.taken, lines: [otherWays.takenText] };
      return { title: texts.failed, lines: [failure(reason)], action: "again" };
    case "expired":
      return { title: texts.expired, lines: [texts.expiredText], action: "again" };
    case "partially_refunded":
      return {
        title: texts.partly(money(payment.refundedMinor), money(payment.receivedMinor)),
        lines: [wentBack(payment), access(subscription)],
      };
    case "refunded":
      return {
        title: texts.refunded(money(payment.refundedMinor)),
        lines: [wentBack(payment), access(subscription)],
      };
    case "disputed":
      return { title: texts.disputed, lines: [texts.disputedText, access(subscription, texts.suspended)] };
    case "mismatch":
      return { title: texts.mismatch, lines: [texts.mismatchText] };
  }
}

/** Nobody said no to the driver where the provider never took the order. */
function failure(reason: string | undefined): string {
  return reason === "provider_unavailable" || reason === "never_registered"
    ? texts.unavailableText
    : texts.failedText;
}

/** How the money comes. */
function wentBack({ provider, state }: PaymentView): string {
  const wasLost = state.status !== "none" && Object.keys(state.lost).length > 0;
  return wasLost ? texts.lostText : texts.refundedTexts[provider];
}

type Open = Extract<SubscriptionStatus, { status: "trial" | "active" }>;

function isOpen(now: SubscriptionStatus): now is Open {
  return now.status === "active" || now.status === "trial";
}

/** What is left of access once money went back, or may. */
function access(now: SubscriptionStatus, otherwise: string = texts.closed): string {
  return isOpen(now) ? texts.stillOpen(formatDatedMoment(now.expiresAt)) : otherwise;
}

/** What the money opened. An end after it came is the end of what it bought: before that it has not opened it yet. */
function opened({ paidAt = "" }: PaymentView, now: SubscriptionStatus): string {
  if (isOpen(now)) return texts.succeededText(formatDatedMoment(now.expiresAt));
  const isOver = "expiresAt" in now && now.expiresAt > paidAt;
  return isOver ? texts.ended(formatDatedMoment(now.expiresAt)) : texts.opening;
}
