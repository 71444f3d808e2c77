// Disputes on staff's word: the banks of most providers tell nobody but the shop's owner.
import type { z } from "zod";
import type { State } from "../../../(_shared)/define.ts";
import type { DisputeBody, SettlementBody } from "../(_schemas)/payment_deeds.ts";
import { staffOrigin } from "./staff_origin.ts";

type Caller = Pick<State, "app" | "session" | "requestId">;

export async function openDispute(state: Caller, paymentId: string, body: z.output<typeof DisputeBody>) {
  const { disputeId, reason, providerPaymentId, openedAt = now() } = body;
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
  const { disputeId, outcome, providerPaymentId, closedAt = now() } = body;
  const asked = {
    disputeId,
    outcome,
    closedAt,
    ...(providerPaymentId !== undefined && { providerPaymentId }),
  };
  return await state.app.payments.settleDispute(paymentId, asked, staffOrigin(state));
}

function now(): string {
  return new Date().toISOString();
}
