// Money that goes back on staff's word: never more than came, and a large sum never on one person's word alone.
import { hundredthsOf, sameMoney } from "../shared/money.ts";
import type { ApproveRefund, DeclineRefund, RequestRefund } from "./money_back_commands.ts";
import { about, NOTHING, type Outcome } from "./outcome.ts";
import { goingBack, type Refund, type Started } from "./state.ts";
import { whyNoRefund } from "./why_no_refund.ts";

export function requestRefund(command: RequestRefund, state: Started): Outcome {
  const { refundId, amount, reason, revokeDays = null, by, secondAdminFrom, at } = command;
  const charge = command.providerPaymentId ?? state.providerPaymentId ?? "";
  const known = state.refunds[refundId];
  if (known) return isSame(known, command, charge) ? NOTHING : { refused: "idempotency_key_reused" };
  const before = goingBack(state, charge);
  const refused = whyNoRefund(state, { ...command, charge, before });
  if (refused) return { refused };
  const data = wish(state, { refundId, charge, amount, reason, revokeDays, at });
  // A large sum in small parts is as large.
  const isLarge = hundredthsOf({ ...amount, minor: before + amount.minor }) >= secondAdminFrom;
  return secondAdminFrom > 0 && isLarge
    ? { ok: [{ type: "RefundProposed", data: { ...data, by } }] }
    : { ok: [{ type: "RefundRequested", data: { ...data, idempotenceKey: refundId } }] };
}

/** The refund is asked for as it was proposed, if it still can be. */
export function approveRefund(command: ApproveRefund, state: Started): Outcome {
  const { refundId, by, reason, partialRefunds, at } = command;
  const refund = state.refunds[refundId];
  if (!refund) return { refused: "refund_not_found" };
  switch (refund.status) {
    case "proposed": {
      const { charge, amount, revokeDays, proposedBy = "" } = refund;
      if (proposedBy === by) return { refused: "refund_needs_another_admin" };
      const before = goingBack(state, charge) - amount.minor;
      const refused = whyNoRefund(state, { amount, charge, before, partialRefunds });
      if (refused) return { refused };
      const data = wish(state, { refundId, charge, amount, reason, revokeDays, at });
      return { ok: [{ type: "RefundRequested", data: { ...data, idempotenceKey: refundId, proposedBy } }] };
    }
    case "declined":
      return { refused: "refund_declined" };
    case "requested":
    case "succeeded":
    case "failed":
      return NOTHING;
  }
}

export function declineRefund({ refundId, reason, at }: DeclineRefund, state: Started): Outcome {
  const refund = state.refunds[refundId];
  if (!refund) return { refused: "refund_not_found" };
  switch (refund.status) {
    case "proposed":
      return { ok: [{ type: "RefundDeclined", data: { ...about(state, at), refundId, reason } }] };
    case "declined":
      return NOTHING;
    case "requested":
    case "succeeded":
    case "failed":
      return { refused: "refund_approved" };
  }
}

interface Wish extends Pick<RequestRefund, "refundId" | "amount" | "reason" | "at"> {
  readonly charge: string;
  readonly revokeDays: number | null;
}

/** What is asked back of a charge that was paid. */
function wish(state: Started, { refundId, charge, amount, reason, revokeDays, at }: Wish) {
  const { grantId } = state.charges[charge]!;
  return {
    ...about(state, at),
    ...{ refundId, grantId, providerPaymentId: charge, amount, reason },
    ...(revokeDays !== null && { revokeDays }),
  };
}

/** One key is one wish. Why it was wished is sealed, so it is not compared. */
function isSame(known: Refund, { amount, revokeDays }: RequestRefund, charge: string): boolean {
  return sameMoney(known.amount, amount) && known.revokeDays === (revokeDays ?? null) &&
    known.charge === charge;
}
