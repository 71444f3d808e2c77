// These names and shapes are stored: change them only by adding.
// Everything that reached us about payments, the refused included, and what we made of it (PaymentEventAudit).
import { z } from "zod";
import { event } from "../../shared/event.ts";
import { Provider, Source } from "../event_parts.ts";

export const Verdict = z.enum([
  "accepted",
  "duplicate",
  "bad_token",
  "bad_ip",
  "bad_signature",
  "bad_shape",
  "unknown_object",
  "refetch_failed",
  "mismatch",
  "ignored",
]);
export type Verdict = z.infer<typeof Verdict>;

const about = {
  /** Ours, unique. */
  deliveryId: z.string(),
  provider: Provider,
  channel: Source,
  /** ISO 8601 UTC. */
  receivedAt: z.string(),
};
/** What it claims, which is a hint and no more. The body itself is not kept: it can hold a payer's data. */
export const claim = {
  remoteIp: z.string().optional(),
  providerEventId: z.string().optional(),
  eventType: z.string().optional(),
  objectId: z.string().optional(),
  claimedStatus: z.string().optional(),
  bodyDigest: z.string().optional(),
};

/** Kept durably, to be looked into after the provider has its answer. */
export const ProviderNotificationReceived = event("ProviderNotificationReceived", { ...about, ...claim });
export type ProviderNotificationReceived = z.infer<typeof ProviderNotificationReceived>;

/** One that is refused at the door is judged without having been received. */
export const ProviderNotificationJudged = event("ProviderNotificationJudged", {
  ...about,
  ...claim,
  verdict: Verdict,
  verifiedStatus: z.string().optional(),
  paymentId: z.string().optional(),
  /** `streamId@version` of what came of it. */
  resultingEventIds: z.array(z.string()).optional(),
  latencyMs: z.number().int().nonnegative().optional(),
  /** Why the provider could not be asked. */
  error: z.string().optional(),
});
export type ProviderNotificationJudged = z.infer<typeof ProviderNotificationJudged>;

export const deliveryEvents = [ProviderNotificationReceived, ProviderNotificationJudged] as const;
export type DeliveryEvent = z.infer<typeof deliveryEvents[number]>;
