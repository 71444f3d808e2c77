// Money that goes back: asked for by staff, done at the provider, or done there without us. Never more than came.
import { Currency } from "../shared/money.ts";
import type { ObserveRefund, RejectRefund, RequestRefund } from "./commands.ts";
import { grantOf, mismatchKey, refundedOf, type Started } from "./evolve.ts";
import { about, NOTHING, type Outcome } from "./outcome.ts";

export function requestRefund(command: RequestRefund, state: Started): Outcome {
  const { refundId, amount, reason, revokeDays, partialRefunds, at } = command;
  if (state.refunds[refundId]) return NOTHING;
  if (state.status !== "succeeded") return { refused: "payment_not_paid" };
  const charge = command.providerPaymentId ?? state.providerPaymentId ?? "";
  const paid = state.charges[charge];
  if (!paid || charge === "") return { refused: "payment_not_paid" };
  if (Object.values(state.disputes).includes("open")) return { refused: "refund_disputed" };
  const left = paid.amount.minor - refundedOf(state, charge, ["requested", "succeeded"]);
  if (amount.currency !== paid.amount.currency || amount.minor < 1 || amount.minor > left) {
    return { refused: "refund_too_large" };
  }
  if (!partialRefunds && amount.minor !== paid.amount.minor) return { refused: "refund_partial_unsupported" };
  return {
    ok: [{
      type: "RefundRequested",
      data: {
        ...about(state, at),
        refundId,
        grantId: paid.grantId,
        providerPaymentId: charge,
        amount,
        reason,
        ...(revokeDays !== undefined && { revokeDays }),
        idempotenceKey: refundId,
      },
    }],
  };
}

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
  return {
    ok: [{
      type: "PaymentRefunded",
      data: {
        ...about(state, at),
        refundId,
        grantId: grantOf(state, providerPaymentId),
        providerPaymentId,
        providerRefundId,
        amount: { minor, currency: currency.data },
        refunded: { minor: sum, currency: currency.data },
        full: sum === paid.minor,
        external: known === undefined || known.external,
        ...(known && known.revokeDays !== null && { revokeDays: known.revokeDays }),
        refundedAt: refund.at,
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
