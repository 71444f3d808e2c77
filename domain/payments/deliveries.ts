// Everything that reached us about payments, the refused included, and what we made of it (PaymentEventAudit).
import { z } from "zod";
import type { StoredEvent } from "../shared/event.ts";
import { event } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { Provider, Source } from "./events.ts";

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
const claim = {
  remoteIp: z.string().optional(),
  providerEventId: z.string().optional(),
  eventType: z.string().optional(),
  objectId: z.string().optional(),
  claimedStatus: z.string().optional(),
  bodyDigest: z.string().optional(),
};

/** Stored: change it only by adding. Kept durably, to be looked into after the provider has its answer. */
export const ProviderNotificationReceived = event("ProviderNotificationReceived", { ...about, ...claim });
export type ProviderNotificationReceived = z.infer<typeof ProviderNotificationReceived>;

/** Stored: change it only by adding. One that is refused at the door is judged without having been received. */
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

/**
 * A stream for each delivery, after its day in UTC: `provider-inbox-20261121-<deliveryId>`. Appends to one stream wait
 * for each other, those to many share a write, and a provider with much to tell does not wait for its answers.
 */
export function inboxStream({ receivedAt, deliveryId }: Received): string {
  return `provider-inbox-${dayOf(receivedAt)}-${deliveryId}`;
}

type Received = Pick<DeliveryEvent["data"], "receivedAt" | "deliveryId">;

/** Where deliveries were written before each had a stream: by the last digit of the millisecond. */
function earlierInboxStream(receivedAt: string): string {
  return `provider-inbox-${dayOf(receivedAt)}-${Date.parse(receivedAt) % 10}`;
}

const dayOf = (receivedAt: string) => receivedAt.slice(0, 10).replaceAll("-", "");

export interface PaymentAuditRow {
  readonly deliveryId: string;
  readonly provider: Provider;
  readonly channel: Source;
  readonly receivedAt: string;
  readonly verdict: Verdict | "waiting";
  readonly correlationId: string;
  /** What it claimed, as far as it could be read. */
  readonly claim: Readonly<Partial<Record<keyof typeof claim, string>>>;
  readonly verifiedStatus?: string;
  readonly paymentId?: string;
  readonly resultingEventIds?: readonly string[];
  readonly latencyMs?: number;
  readonly error?: string;
}

const isDelivery = (event: StoredEvent): event is StoredEvent<DeliveryEvent> =>
  event.type === "ProviderNotificationReceived" || event.type === "ProviderNotificationJudged";

/** Rows at [receivedAt, deliveryId]: in the order they came. */
export const paymentAudit: Projection<PaymentAuditRow> = {
  name: "payment_audit",
  version: 1,
  keys: (event) => isDelivery(event) ? [[event.data.receivedAt, event.data.deliveryId]] : [],
  streams([receivedAt, deliveryId]) {
    const received = { receivedAt: String(receivedAt), deliveryId: String(deliveryId) };
    return [earlierInboxStream(received.receivedAt), inboxStream(received)];
  },
  fold: (row, event) => foldDelivery(row, event as StoredEvent<DeliveryEvent>),
};

/** Rows at [id, receivedAt, deliveryId], by our id of the payment and by the provider's of what it is about. */
export const paymentDeliveries: Projection<PaymentAuditRow> = {
  name: "payment_deliveries",
  version: 2,
  keys: (event) => {
    if (event.type !== "ProviderNotificationJudged") return [];
    const { paymentId, objectId, receivedAt, deliveryId } = event.data as ProviderNotificationJudged["data"];
    const ids = new Set([paymentId, objectId].filter((id) => id !== undefined));
    return [...ids].map((id) => [id, receivedAt, deliveryId]);
  },
  fold: (row, event) => foldDelivery(row, event as StoredEvent<DeliveryEvent>),
};

function foldDelivery(row: PaymentAuditRow | null, stored: StoredEvent<DeliveryEvent>): PaymentAuditRow {
  const { deliveryId, provider, channel, receivedAt } = stored.data;
  const known = Object.entries(stored.data).filter(([name, value]) => name in claim && value !== undefined);
  const { correlationId } = stored.meta;
  const fresh = { deliveryId, provider, channel, receivedAt, correlationId };
  const claimed = { ...row?.claim, ...Object.fromEntries(known) };
  if (stored.type === "ProviderNotificationReceived") {
    return { verdict: "waiting", ...row, ...fresh, claim: claimed };
  }
  const { verdict, verifiedStatus, paymentId, resultingEventIds, latencyMs, error } = stored
    .data as ProviderNotificationJudged["data"];
  return {
    ...fresh,
    claim: claimed,
    verdict,
    ...(verifiedStatus !== undefined && { verifiedStatus }),
    ...(paymentId !== undefined && { paymentId }),
    ...(resultingEventIds !== undefined && { resultingEventIds }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(error !== undefined && { error }),
  };
}
