// Drivers who blocked the bot or have no chat with it: there is no use in writing to them.
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import {
  type DriverUnreachable,
  type ReachabilityEvent,
  reachabilityEvents,
  reachabilityStream,
} from "./events.ts";

export interface UnreachableRow {
  readonly driverId: number;
  readonly reason: DriverUnreachable["data"]["reason"];
  /** ISO 8601 UTC. */
  readonly since: string;
  /** When the newest message after that failed. ISO 8601 UTC. */
  readonly triedAt?: string;
}

const types = typesOf(reachabilityEvents);

/** Rows at [driverId], for as long as the driver cannot be reached. */
export const unreachable: Projection<UnreachableRow> = {
  name: "unreachable",
  version: 2,
  keys: (event) => types.has(event.type) ? [[(event as StoredEvent<ReachabilityEvent>).data.driverId]] : [],
  streams: ([driverId]) => [reachabilityStream(Number(driverId))],
  fold(row, event) {
    const { type, data } = event as StoredEvent<ReachabilityEvent> as ReachabilityEvent;
    if (type === "DriverReachable") return null;
    const { at } = event.meta;
    return row ? { ...row, triedAt: at } : { driverId: data.driverId, reason: data.reason, since: at };
  },
};
