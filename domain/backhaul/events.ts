// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";
import { MatchedCargo } from "../searches/events.ts";

const driverId = z.number().int();

/** Loads home that a driver was offered when a response was accepted. */
export const BackhaulOffered = event("BackhaulOffered", {
  driverId,
  responseId: z.string(),
  /** Query of the list's address that finds these loads and more. */
  query: z.string(),
  cargos: z.array(MatchedCargo),
});
export type BackhaulOffered = z.infer<typeof BackhaulOffered>;

/** The driver does not want such offers. */
export const BackhaulOffersStopped = event("BackhaulOffersStopped", { driverId });
export type BackhaulOffersStopped = z.infer<typeof BackhaulOffersStopped>;

/** The driver wants them again. */
export const BackhaulOffersResumed = event("BackhaulOffersResumed", { driverId });
export type BackhaulOffersResumed = z.infer<typeof BackhaulOffersResumed>;

export const backhaulEvents = [BackhaulOffered, BackhaulOffersStopped, BackhaulOffersResumed] as const;
export type BackhaulEvent = z.infer<typeof backhaulEvents[number]>;
