// Money at a provider that belongs to no payment of ours: shown until a person, or the provider's own mark, links it.
import type { Decider } from "../../shared/decider.ts";
import type { StoredEvent } from "../../shared/event.ts";
import type { Projection } from "../../shared/projection.ts";
import type { Provider } from "../events.ts";
import type { OrphanEvent, OrphanPaymentFound, OrphanPaymentLinked } from "./orphan_events.ts";

export type OrphanCommand =
  | { readonly type: "NoteOrphan"; readonly orphan: OrphanPaymentFound["data"] }
  | {
    readonly type: "LinkOrphan";
    readonly paymentId: string;
    readonly driverId?: number;
    readonly reason?: string;
    readonly at: string;
  };

export type OrphanState =
  | { readonly status: "unknown" }
  | {
    readonly status: "found" | "linked";
    readonly provider: Provider;
    readonly providerPaymentId: string;
    /** What the provider said last. */
    readonly says: string;
  };

export const orphanDecider: Decider<OrphanCommand, OrphanState, OrphanEvent, "orphan_not_found"> = {
  initialState: { status: "unknown" },
  evolve(state, { type, data: { provider, providerPaymentId, ...rest } }) {
    if (type === "OrphanPaymentFound" && "status" in rest) {
      return { status: "found", provider, providerPaymentId, says: rest.status };
    }
    return state.status === "unknown" ? state : { ...state, status: "linked" };
  },
  decide(command, state) {
    if (command.type === "NoteOrphan") {
      const isNews = state.status === "unknown" ||
        (state.status === "found" && state.says !== command.orphan.status);
      return { ok: isNews ? [{ type: "OrphanPaymentFound", data: command.orphan }] : [] };
    }
    switch (state.status) {
      case "unknown":
        return { refused: "orphan_not_found" };
      case "found": {
        const { provider, providerPaymentId } = state;
        const { type: _, ...link } = command;
        return { ok: [{ type: "OrphanPaymentLinked", data: { provider, providerPaymentId, ...link } }] };
      }
      case "linked":
        return { ok: [] };
    }
  },
};

export function orphanStream(provider: Provider, providerPaymentId: string): string {
  return `orphan-${provider}-${providerPaymentId}`;
}

export type OrphanRow = OrphanPaymentFound["data"] & { readonly linkedTo?: string };

/** Rows at [provider, providerPaymentId]. */
export const orphans: Projection<OrphanRow> = {
  name: "orphan_payments",
  version: 1,
  keys: (event) => {
    if (event.type !== "OrphanPaymentFound" && event.type !== "OrphanPaymentLinked") return [];
    const { provider, providerPaymentId } = (event as StoredEvent<OrphanEvent>).data;
    return [[provider, providerPaymentId]];
  },
  streams: ([provider, id]) => [`orphan-${provider}-${id}`],
  fold(row, event) {
    if (event.type === "OrphanPaymentFound") return event.data as OrphanPaymentFound["data"];
    return row && { ...row, linkedTo: (event as StoredEvent<OrphanPaymentLinked>).data.paymentId };
  },
};
