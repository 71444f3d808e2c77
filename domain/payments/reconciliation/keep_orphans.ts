// Money of nobody's, kept under the provider's id of it until it is said whose it is.
import { type Execute, onBehalfOf, type Origin } from "../../shared/origin.ts";
import type { Clock } from "../../shared/ports.ts";
import type { View } from "../../shared/projection.ts";
import type { Source } from "../events.ts";
import type { Observed } from "../observation/observed.ts";
import type { ProviderPayment } from "../ports.ts";
import type { Payment } from "../state.ts";
import { orphanDecider, type OrphanRow, orphanStream } from "./orphans.ts";

export interface KeepOrphans {
  note(payment: ProviderPayment, via: Source, origin: Origin): Promise<Observed>;
  /** Does nothing for what was never an orphan. */
  link(
    payment: ProviderPayment,
    link: { readonly paymentId: string; readonly reason: string },
    origin: Origin,
  ): Promise<void>;
}

export function createKeepOrphans(
  { execute, view, stateOf, clock }: {
    execute: Execute;
    view: View<OrphanRow>;
    stateOf: (paymentId: string) => Promise<Payment>;
    clock: Clock;
  },
): KeepOrphans {
  const now = () => new Date(clock()).toISOString();

  return {
    async note(payment, via, origin) {
      const { provider, providerPaymentId, status, amount, paidAt, paymentId } = payment;
      const orphan = {
        ...{ provider, providerPaymentId, at: now(), status, ...amount, via },
        ...(paidAt !== undefined && { paidAt }),
        ...(paymentId !== undefined && { claimsPaymentId: paymentId }),
      };
      const stream = orphanStream(provider, providerPaymentId);
      const handled = await execute(orphanDecider, stream, { type: "NoteOrphan", orphan }, origin);
      if ("refused" in handled) return { verdict: "unknown_object", eventIds: [] };
      await view.reached(handled.position);
      return {
        verdict: "unknown_object",
        eventIds: handled.ok.map(({ version }) => `${stream}@${version}`),
      };
    },
    async link(payment, link, origin) {
      const stream = orphanStream(payment.provider, payment.providerPaymentId);
      const by = onBehalfOf(origin);
      const state = await stateOf(link.paymentId);
      const driver = state.status === "none" ? {} : { driverId: state.driverId };
      const command = { type: "LinkOrphan", ...link, ...driver, at: now() } as const;
      const handled = await execute(orphanDecider, stream, command, by);
      if ("ok" in handled) await view.reached(handled.position);
    },
  };
}
