// What a provider is known to say of money that went back, done on our word or without us.
import { Currency } from "../shared/money.ts";
import type { ObserveRefund, RejectRefund } from "./money_back_commands.ts";
import { about, NOTHING, type Outcome } from "./outcome.ts";
import { grantOf, mismatchKey, refundedOf, type Started } from "./state.ts";

export function observeRefund(command: ObserveRefund, state: Started): Outcome {
  const { refund } = command;
  const refundId = idOf(command, state);
  const known = state.refunds[refundId];
  switch (refund.status) {
    case "pending": {
      if (!known || known.providerRefundId !== null) return NOTHING;
      const data = { ...about(state, command.at), refundId, providerRefundId: refund.providerRefundId };
      return { ok: [{ type: "RefundRegistered", data }] };
    }
    case "succeeded":
      return known?.status === "succeeded" ? NOTHING : refunded(command, refundId, state);
    case "canceled":
      if (known?.status !== "requested") return NOTHING;
      return failed(state, { refundId, reason: refund.reason ?? "general_decline", at: command.at }, refund);
  }
}

export function rejectRefund({ refundId, reason, at }: RejectRefund, state: Started): Outcome {
  if (state.refunds[refundId]?.status !== "requested") return NOTHING;
  return failed(state, { refundId, reason, at });
}

function failed(
  state: Started,
  { refundId, reason, at }: { refundId: string; reason: string; at: string },
  refund?: { readonly providerRefundId: string },
): Outcome {
  const id = refund === undefined ? {} : { providerRefundId: refund.providerRefundId };
  return { ok: [{ type: "RefundFailed", data: { ...about(state, at), refundId, ...id, reason } }] };
}

/** Ours by the provider's id, by our own, or, when our call's answer was lost, by its charge and sum. */
function idOf({ refund }: ObserveRefund, state: Started): string {
  const all = Object.entries(state.refunds);
  const byTheirs = all.find(([, known]) => known.providerRefundId === refund.providerRefundId);
  if (byTheirs) return byTheirs[0];
  if (refund.refundId !== undefined && state.refunds[refund.refundId]) return refund.refundId;
  const unanswered = all.find(([, known]) =>
    known.status === "requested" && known.providerRefundId === null &&
    known.charge === refund.providerPaymentId && known.amount.minor === refund.amount.minor
  );
  return unanswered?.[0] ?? `external-${refund.providerRefundId}`;
}

function refunded({ refund, at, via }: ObserveRefund, refundId: string, state: Started): Outcome {
  const { providerPaymentId, providerRefundId, amount: { minor } } = refund;
  const paid = state.charges[providerPaymentId]?.amount ?? state.amount;
  const sum = refundedOf(state, providerPaymentId, ["succeeded"]) + minor;
  const currency = Currency.safeParse(refund.amount.currency);
  if (!currency.success || currency.data !== paid.currency || sum > paid.minor) {
    return tooMuch({ refund, sum, paid: paid.minor, at, via }, state);
  }
  const known = state.refunds[refundId];
  const grantId = grantOf(state, providerPaymentId);
  const lostAt = state.lost[grantId];
  return {
    ok: [{
      type: "PaymentRefunded",
      data: {
        ...about(state, at),
        refundId,
        grantId,
        providerPaymentId,
        providerRefundId,
        amount: { minor, currency: currency.data },
        refunded: { minor: sum, currency: currency.data },
        full: sum === paid.minor,
        external: known === undefined || known.external,
        ...(known && known.revokeDays !== null && { revokeDays: known.revokeDays }),
        refundedAt: refund.at,
        ...(lostAt !== undefined && { lostAt }),
        via,
      },
    }],
  };
}

function tooMuch(
  { refund, sum, paid, at, via }: Pick<ObserveRefund, "refund" | "at" | "via"> & {
    sum: number;
    paid: number;
  },
  state: Started,
): Outcome {
  const data = {
    ...about(state, at),
    kind: "refund_amount",
    providerPaymentId: refund.providerPaymentId,
    expected: String(paid),
    got: `${refund.providerRefundId}: ${sum} ${refund.amount.currency}`,
    status: "refunded",
    ...refund.amount,
    via,
  } as const;
  return state.mismatches[mismatchKey(data)] ? NOTHING : { ok: [{ type: "PaymentMismatchDetected", data }] };
}
