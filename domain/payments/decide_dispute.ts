// A payer who asks the bank for the money back. The end of a dispute counts even when it is heard of first.
import type { Money } from "../shared/money.ts";
import type { OpenDispute, SettleDispute } from "./money_back_commands.ts";
import { about, NOTHING, type Outcome } from "./outcome.ts";
import { grantOf, isLost, refundedOf, type Started } from "./state.ts";

export function openDispute(command: OpenDispute, state: Started): Outcome {
  const { disputeId, openedAt, suspends, reason, at } = command;
  if (state.disputes[disputeId] !== undefined) return NOTHING;
  const why = reason === undefined ? {} : { reason };
  const data = { ...about(state, at), disputeId, grantId: grant(command, state), openedAt, suspends, ...why };
  return { ok: [{ type: "DisputeOpened", data }] };
}

export function settleDispute(command: SettleDispute, state: Started): Outcome {
  const { disputeId, outcome, closedAt, reason, at } = command;
  const known = state.disputes[disputeId];
  if (known === "won" || known === "lost") return NOTHING;
  const why = reason === undefined ? {} : { reason };
  const data = { ...about(state, at), disputeId, grantId: grant(command, state), closedAt, ...why };
  if (outcome === "won") return { ok: [{ type: "DisputeWon", data }] };
  const taken = left(command, state);
  return { ok: [{ type: "DisputeLost", data: { ...data, ...(taken.minor > 0 && { amount: taken }) } }] };
}

/** What of the disputed charge is not known to have gone back. One that is heard of later brings what was asked for. */
function left({ providerPaymentId }: SettleDispute, state: Started): Money {
  const charge = providerPaymentId ?? state.providerPaymentId ?? "";
  if (isLost(state, charge)) return { ...state.amount, minor: 0 };
  const { amount } = state.charges[charge] ?? state;
  return { ...amount, minor: amount.minor - refundedOf(state, charge, ["succeeded"]) };
}

function grant({ providerPaymentId }: OpenDispute | SettleDispute, state: Started): string {
  const charge = providerPaymentId ?? state.providerPaymentId;
  return charge === null ? state.paymentId : grantOf(state, charge);
}
