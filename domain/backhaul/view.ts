// Loads home as a driver was offered them last, and whether they are wanted at all.
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { backhaulStream } from "./commands.ts";
import { type BackhaulEvent, backhaulEvents, type BackhaulOffered } from "./events.ts";

export interface BackhaulRow {
  readonly wanted: boolean;
  /** The newest offers, the latest last. */
  readonly offers: readonly BackhaulOffered["data"][];
}

/** A message is made soon after its offer; older ones have left. */
const MOST_OFFERS = 3;
const types = typesOf(backhaulEvents);

/** Rows at [driverId]. */
export const backhaul: Projection<BackhaulRow> = {
  name: "backhaul",
  version: 1,
  keys: (event) => types.has(event.type) ? [[(event as StoredEvent<BackhaulEvent>).data.driverId]] : [],
  streams: ([driverId]) => [backhaulStream(Number(driverId))],
  fold(row, event) {
    const { type, data } = event as StoredEvent<BackhaulEvent> as BackhaulEvent;
    const before = row ?? { wanted: true, offers: [] };
    switch (type) {
      case "BackhaulOffered":
        return { ...before, offers: [...before.offers, data].slice(-MOST_OFFERS) };
      case "BackhaulOffersStopped":
        return { ...before, wanted: false };
      case "BackhaulOffersResumed":
        return { ...before, wanted: true };
    }
  },
};
