// These names and shapes are stored: change them only by adding.
// Money at a provider that belongs to no payment of ours, and what it turned out to be.
import { z } from "zod";
import { event } from "../../shared/event.ts";
import { personal } from "../../shared/personal.ts";
import { Provider, Source } from "../event_parts.ts";

const about = { provider: Provider, providerPaymentId: z.string(), at: z.string() };

/** `claimsPaymentId`: a mark that names no payment we know. */
export const OrphanPaymentFound = event("OrphanPaymentFound", {
  ...about,
  status: z.string(),
  minor: z.number().int().nonnegative(),
  currency: z.string(),
  paidAt: z.string().optional(),
  claimsPaymentId: z.string().optional(),
  via: Source,
});
export type OrphanPaymentFound = z.infer<typeof OrphanPaymentFound>;

/** The driver is the one whose payment it is; the reason is staff's. */
export const OrphanPaymentLinked = event("OrphanPaymentLinked", {
  ...about,
  paymentId: z.string(),
  driverId: z.number().int().optional(),
  reason: personal().optional(),
});
export type OrphanPaymentLinked = z.infer<typeof OrphanPaymentLinked>;

export const orphanEvents = [OrphanPaymentFound, OrphanPaymentLinked] as const;
export type OrphanEvent = z.infer<typeof orphanEvents[number]>;
