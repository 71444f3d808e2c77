// Payments as their providers make them: what they are asked for, what they answer, and whatever else they say.
import type { Origin } from "../../shared/origin.ts";
import type { Clock, Vault } from "../../shared/ports.ts";
import { type ChargeVerdict, type Charging, mayBeCharged } from "../checkout/pre_checkout.ts";
import type { Source } from "../events.ts";
import type { ObeyPayments } from "../obey.ts";
import type { FindProvider, ProviderPayment, ProviderRefund, Rejection, Submission } from "../ports.ts";
import type { PaymentViews } from "../reading.ts";
import type { Payment } from "../state.ts";
import type { Hear } from "./hear.ts";
import type { Observed } from "./observed.ts";

export interface ProvidersWord {
  /** The stored call of an open payment that is not registered, made and stored the first time; null when none is due. */
  submission(
    paymentId: string,
    origin: Origin,
  ): Promise<(Submission & { readonly firstAt: string }) | null>;
  noteUnknownRegistration(
    paymentId: string,
    why: { attempt: number; error: string },
    origin: Origin,
  ): Promise<void>;
  rejectRegistration(paymentId: string, why: Rejection["rejected"], origin: Origin): Promise<void>;
  /** The one door for whatever a provider says of a payment. Unknown ones are kept as orphans. */
  observe(payment: ProviderPayment, via: Source, origin: Origin): Promise<Observed>;
  observeRefund(refund: ProviderRefund, via: Source, origin: Origin): Promise<Observed>;
  rejectRefund(paymentId: string, what: { refundId: string; reason: string }, origin: Origin): Promise<void>;
  /** Answers a provider that is about to charge, without asking anybody. */
  mayCharge(paymentId: string, charging: Charging): Promise<ChargeVerdict>;
}

export function createProvidersWord(
  { views, vault, provider, stateOf, must, hear, clock }: {
    views: Pick<PaymentViews, "payments">;
    vault: Pick<Vault, "open">;
    provider: FindProvider;
    stateOf: (paymentId: string) => Promise<Payment>;
    must: ObeyPayments["must"];
    hear: Pick<Hear, "payment" | "refund">;
    clock: Clock;
  },
): ProvidersWord {
  const now = () => new Date(clock()).toISOString();

  return {
    async submission(paymentId, origin) {
      const row = await views.payments.get([paymentId]);
      const state = await stateOf(paymentId);
      if (!row || state.status !== "requested") return null;
      if (!state.submitted) {
        const { driverId, amount, tariff } = row;
        const receiptContact = await vault.open(row.receiptContact);
        const order = { paymentId, driverId, amount, tariff, ...(receiptContact && { receiptContact }) };
        const call = provider(row.provider)?.prepare(order);
        if (!call) return null;
        await must(paymentId, { type: "SubmitPayment", ...call, at: now() }, origin);
      }
      const stored = (await views.payments.get([paymentId]))?.submission;
      const body = await vault.open(stored?.body);
      if (!stored || body === null) return null;
      return { idempotenceKey: stored.idempotenceKey, body, firstAt: stored.at };
    },
    noteUnknownRegistration: (paymentId, why, origin) =>
      must(paymentId, { type: "NoteUnknownRegistration", ...why, at: now() }, origin),
    rejectRegistration: (paymentId, why, origin) =>
      must(paymentId, { type: "RejectRegistration", ...why, at: now() }, origin),
    observe: hear.payment,
    observeRefund: hear.refund,
    rejectRefund: (paymentId, what, origin) =>
      must(paymentId, { type: "RejectRefund", ...what, at: now() }, origin),
    async mayCharge(paymentId, charging) {
      // The provider that is switched off sells nothing, not even what was asked for before.
      return provider("stars") ? mayBeCharged(await stateOf(paymentId), charging) : "unavailable";
    },
  };
}
