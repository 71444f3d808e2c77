// Whether the bot can write to a driver: noted in the commit of whatever shows it, a failed message or a word of theirs.
import type { StreamAppend } from "../shared/event_log.ts";
import type { Clock } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import { type DriverUnreachable, type ReachabilityEvent, reachabilityStream } from "./events.ts";
import type { UnreachableRow } from "./view.ts";

export interface Reachability {
  /** What is to be appended now that the bot could not write to the chat; nothing when that is known of today, or it is a group. */
  lost(chatId: string, reason: DriverUnreachable["data"]["reason"]): Promise<StreamAppend[]>;
  /** What is to be appended now that the chat's person took or sent something; nothing when they were never lost. */
  found(chatId: string): Promise<StreamAppend[]>;
  isLost(driverId: number): Promise<boolean>;
  /** Whether nothing has failed for a day: Telegram's word that the chat is open again may have been lost on the way. */
  isWorthTrying(driverId: number): Promise<boolean>;
}

const DAY = 86_400_000;

export function createReachability(
  { view, clock }: { view: View<UnreachableRow>; clock: Clock },
): Reachability {
  const failedToday = (row: UnreachableRow | null) =>
    row !== null && clock() - Date.parse(row.triedAt ?? row.since) < DAY;

  async function noted(
    chatId: string,
    isNews: (row: UnreachableRow | null) => boolean,
    event: (driverId: number) => ReachabilityEvent,
  ): Promise<StreamAppend[]> {
    // A private chat has the id of its person.
    if (!/^[1-9]\d{0,15}$/.test(chatId)) return [];
    const driverId = Number(chatId);
    if (!isNews(await view.get([driverId]))) return [];
    return [{ streamId: reachabilityStream(driverId), expectedVersion: "any", events: [event(driverId)] }];
  }

  return {
    lost: (chatId, reason) =>
      noted(chatId, (row) => !failedToday(row), (driverId) => ({
        type: "DriverUnreachable",
        data: { driverId, reason },
      })),
    found: (chatId) =>
      noted(chatId, (row) => row !== null, (driverId) => ({ type: "DriverReachable", data: { driverId } })),
    isLost: async (driverId) => await view.get([driverId]) !== null,
    isWorthTrying: async (driverId) => !failedToday(await view.get([driverId])),
  };
}
