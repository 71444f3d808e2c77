// Disputes on staff's word: the banks of most providers tell nobody but the shop's owner.
import type { z } from "zod";
import type { PaymentView } from "../../../../domain/payments/mod.ts";
import type { State } from "../../../(_shared)/define.ts";
import type { DisputeBody, SettlementBody } from "../(_schemas)/payment_deeds.ts";
import { staffOrigin } from "./staff_origin.ts";

type Caller = Pick<State, "app" | "session" | "requestId">;

export async function openDispute(state: Caller, paymentId: string, body: z.output<typeof DisputeBody>) {
  const { disputeId, reason, providerPaymentId, openedAt = now() } = body;
  const payment = await state.app.payments.find(paymentId);
  if (payment && !isCharged(payment, providerPaymentId)) return { refused: "payment_not_paid" } as const;
  const asked = {
    disputeId,
    openedAt,
    reason,
    ...(providerPaymentId !== undefined && { providerPaymentId }),
  };
  return await state.app.payments.openDispute(paymentId, asked, staffOrigin(state));
}

export async function settleDispute(
  state: Caller,
  paymentId: string,
  body: z.output<typeof SettlementBody> & { disputeId: string },
) {
  const { disputeId, outcome, reason, providerPaymentId, closedAt = now() } = body;
  // A bank's word may come in any order; a person settles what was opened, or has mistyped its name.
  const { state: known } = await state.app.payments.find(paymentId) ?? {};
  if (known && known.status !== "none" && known.disputes[disputeId] === undefined) {
    return { refused: "not_found" } as const;
  }
  const asked = {
    disputeId,
    outcome,
    closedAt,
    reason,
    ...(providerPaymentId !== undefined && { providerPaymentId }),
  };
  return await state.app.payments.settleDispute(paymentId, asked, staffOrigin(state));
}

function isCharged({ state }: PaymentView, providerPaymentId?: string): boolean {
  if (state.status === "none") return false;
  return providerPaymentId === undefined
    ? Object.keys(state.charges).length > 0
    : state.charges[providerPaymentId] !== undefined;
}

function now(): string {
  return new Date().toISOString();
}
