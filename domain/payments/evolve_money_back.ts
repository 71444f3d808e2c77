// How money on its way back changes a payment, whatever order the facts come in.
import type { MoneyBackEvent, RefundProposed, RefundRequested } from "./money_back_events.ts";
import { bound, type Refund, type Started } from "./state.ts";

export function moneyBack(state: Started, { type, data }: MoneyBackEvent): Started {
  switch (type) {
    case "RefundProposed":
      return withRefund(state, data.refundId, { ...asked(data), status: "proposed", proposedBy: data.by });
    case "RefundDeclined":
      return ended(state, data.refundId, { status: "declined" });
    case "RefundRequested":
      return withRefund(state, data.refundId, { ...asked(data), status: "requested" });
    case "RefundRegistered": {
      const refund = state.refunds[data.refundId];
      if (!refund) return state;
      return withRefund(state, data.refundId, { ...refund, providerRefundId: data.providerRefundId });
    }
    case "PaymentRefunded": {
      const { refundId, amount, revokeDays = null, providerRefundId, providerPaymentId = "", external } =
        data;
      const known = providerPaymentId === "" ? state : bound(state, providerPaymentId);
      const refund = { charge: providerPaymentId, amount, revokeDays, providerRefundId, external };
      return withRefund(known, refundId, { ...refund, status: "succeeded" });
    }
    case "RefundFailed":
      return ended(state, data.refundId, { status: "failed", reason: data.reason });
    case "DisputeOpened":
      return { ...state, disputes: { ...state.disputes, [data.disputeId]: "open" } };
    case "DisputeWon":
      return { ...state, disputes: { ...state.disputes, [data.disputeId]: "won" } };
    case "DisputeLost": {
      const { disputeId, grantId, closedAt } = data;
      const lost = { [grantId]: closedAt, ...state.lost };
      return { ...state, disputes: { ...state.disputes, [disputeId]: "lost" }, lost };
    }
  }
}

function withRefund(state: Started, refundId: string, refund: Refund): Started {
  return { ...state, refunds: { ...state.refunds, [refundId]: refund } };
}

function ended(state: Started, refundId: string, end: Pick<Refund, "status" | "reason">): Started {
  const refund = state.refunds[refundId];
  return refund ? withRefund(state, refundId, { ...refund, ...end }) : state;
}

function asked(data: RefundRequested["data"] | RefundProposed["data"]): Omit<Refund, "status"> {
  const { amount, revokeDays, providerPaymentId } = data;
  const nothingYet = { providerRefundId: null, external: false };
  return { charge: providerPaymentId ?? "", amount, revokeDays: revokeDays ?? null, ...nothingYet };
}
