// The deliveries of providers, each by itself and by the payment it is about.
import type { StoredEvent } from "../../shared/event.ts";
import type { Projection } from "../../shared/projection.ts";
import type { Provider, Source } from "../events.ts";
import {
  claim,
  type DeliveryEvent,
  type ProviderNotificationJudged,
  type Verdict,
} from "./delivery_events.ts";

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
