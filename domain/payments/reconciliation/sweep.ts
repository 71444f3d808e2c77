// Comparing what a provider has with what we have, as sets and to the kopeck.
import type { StoredEvent } from "../../shared/event.ts";
import type { Projection } from "../../shared/projection.ts";
import type { Provider } from "../events.ts";
import type { PaymentsSwept } from "./sweep_events.ts";

/** One payment as either side has it: minor units. */
export interface SweptPayment {
  readonly providerPaymentId: string;
  readonly succeeded: boolean;
  readonly minor: number;
  readonly refundedMinor: number;
}

export const SWEEPS_STREAM = "payment-sweeps";
const MOST_NAMED = 200;

/**
 * Succeeded payments of both sides; others are nobody's money. Ids are sorted, at most 200 of a kind. What nobody could
 * read may be anything, so with it nothing is clean.
 */
export function compareSweep(
  window: { readonly provider: Provider; readonly from: string; readonly to: string },
  remote: readonly SweptPayment[],
  local: readonly SweptPayment[],
  unreadable: readonly string[] = [],
): PaymentsSwept {
  const theirs = paid(remote);
  const ours = paid(local);
  const remoteOnly = [...theirs.keys()].filter((id) => !ours.has(id));
  const localOnly = [...ours.keys()].filter((id) => !theirs.has(id));
  const different = [...theirs].filter(([id, one]) => {
    const other = ours.get(id);
    return other && (other.minor !== one.minor || other.refundedMinor !== one.refundedMinor);
  }).map(([id]) => id);
  return {
    type: "PaymentsSwept",
    data: {
      ...window,
      remote: totals(theirs),
      local: totals(ours),
      remoteOnly: named(remoteOnly),
      localOnly: named(localOnly),
      different: named(different),
      ...(unreadable.length > 0 && { unreadable: named(unreadable) }),
      clean: remoteOnly.length + localOnly.length + different.length + unreadable.length === 0,
    },
  };
}

function paid(payments: readonly SweptPayment[]): Map<string, SweptPayment> {
  return new Map(payments.filter(({ succeeded }) => succeeded).map((one) => [one.providerPaymentId, one]));
}

function totals(payments: ReadonlyMap<string, SweptPayment>) {
  const all = [...payments.values()];
  const sum = (of: (one: SweptPayment) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    count: all.length,
    minor: sum(({ minor }) => minor),
    refundedMinor: sum(({ refundedMinor }) => refundedMinor),
  };
}

const named = (ids: readonly string[]) => [...ids].sort().slice(0, MOST_NAMED);

export type SweepRow = PaymentsSwept["data"] & { readonly sweptAt: string };

/** Rows at [provider, to]. */
export const sweeps: Projection<SweepRow> = {
  name: "payment_sweeps",
  version: 1,
  keys: (event) => {
    if (event.type !== "PaymentsSwept") return [];
    const { provider, to } = (event as StoredEvent<PaymentsSwept>).data;
    return [[provider, to]];
  },
  streams: () => [SWEEPS_STREAM],
  fold: (_, event) => ({ ...(event as StoredEvent<PaymentsSwept>).data, sweptAt: event.meta.at }),
};
