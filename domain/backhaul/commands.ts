// Requests about the loads home a driver is offered.
import type { BackhaulOffered } from "./events.ts";

export type BackhaulCommand =
  | { readonly type: "OfferBackhaul"; readonly offer: BackhaulOffered["data"] }
  | { readonly type: "StopBackhaulOffers"; readonly driverId: number }
  | { readonly type: "ResumeBackhaulOffers"; readonly driverId: number };

export function backhaulStream(driverId: number): string {
  return `backhaul-${driverId}`;
}
