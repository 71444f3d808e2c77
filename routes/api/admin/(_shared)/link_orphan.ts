// Linking an orphan by hand: what the provider has now counts, not what it had when it was found.
import type { z } from "zod";
import { ProviderFailure } from "../../../../domain/payments/provider_failure.ts";
import type { State } from "../../../(_shared)/define.ts";
import type { OrphanBody } from "../(_schemas)/payment_deeds.ts";
import { staffOrigin } from "./staff_origin.ts";

export interface Linked {
  readonly verdict: "accepted" | "duplicate" | "mismatch" | "ignored" | "unknown_object" | "refetch_failed";
}

export async function linkOrphan(
  state: Pick<State, "app" | "session" | "requestId" | "report">,
  paymentId: string,
  { providerPaymentId, reason }: z.output<typeof OrphanBody>,
): Promise<Linked | { readonly refused: "payment_not_found" | "provider_unavailable" }> {
  const { payments } = state.app;
  const payment = await payments.find(paymentId);
  if (!payment) return { refused: "payment_not_found" };
  const provider = payments.provider(payment.provider);
  if (!provider) return { refused: "provider_unavailable" };
  try {
    const theirs = await provider.load(providerPaymentId);
    if (!theirs) return { verdict: "unknown_object" };
    // Asks the provider again, for what went back of it.
    const outcome = await payments.linkOrphan(paymentId, theirs, reason, staffOrigin(state));
    return "refused" in outcome ? { refused: "payment_not_found" } : { verdict: outcome.verdict };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    state.report(error);
    return { verdict: "refetch_failed" };
  }
}
