// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";

const driverId = z.number().int();

/** The bot cannot write to the driver: `blocked` by them, or they have no chat with it (any more). */
export const DriverUnreachable = event("DriverUnreachable", {
  driverId,
  reason: z.enum(["blocked", "no_chat"]),
});
export type DriverUnreachable = z.infer<typeof DriverUnreachable>;

/** The bot can write to the driver again. */
export const DriverReachable = event("DriverReachable", { driverId });
export type DriverReachable = z.infer<typeof DriverReachable>;

export const reachabilityEvents = [DriverUnreachable, DriverReachable] as const;
export type ReachabilityEvent = z.infer<typeof reachabilityEvents[number]>;

export function reachabilityStream(driverId: number): string {
  return `reachability-${driverId}`;
}
