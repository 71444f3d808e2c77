// Whether the bot can write to a driver: noted in the commit of whatever shows it, a failed message or a word of theirs.
import type { StreamAppend } from "../shared/event_log.ts";
import type { View } from "../shared/projection.ts";
import { type DriverUnreachable, type ReachabilityEvent, reachabilityStream } from "./events.ts";
import type { UnreachableRow } from "./view.ts";

export interface Reachability {
  /** What is to be appended now that the bot could not write to the chat; nothing when that is known, or it is a group. */
  lost(chatId: string, reason: DriverUnreachable["data"]["reason"]): Promise<StreamAppend[]>;
  /** What is to be appended now that the chat's person took or sent something; nothing when they were never lost. */
  found(chatId: string): Promise<StreamAppend[]>;
  isLost(driverId: number): Promise<boolean>;
}

export function createReachability({ view }: { view: View<UnreachableRow> }): Reachability {
  async function noted(chatId: string, event: (driverId: number) => ReachabilityEvent, lost: boolean) {
    // A private chat has the id of its person.
    if (!/^[1-9]\d{0,15}$/.test(chatId)) return [];
    const driverId = Number(chatId);
    if ((await view.get([driverId]) !== null) === lost) return [];
    const streamId = reachabilityStream(driverId);
    return [{ streamId, expectedVersion: "any" as const, events: [event(driverId)] }];
  }

  return {
    lost: (chatId, reason) =>
      noted(chatId, (driverId) => ({ type: "DriverUnreachable", data: { driverId, reason } }), true),
    isLost: async (driverId) => await view.get([driverId]) !== null,
    found: (chatId) => noted(chatId, (driverId) => ({ type: "DriverReachable", data: { driverId } }), false),
  };
}
