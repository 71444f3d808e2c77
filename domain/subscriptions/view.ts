// A driver's subscription: the grants it is made of and the story of each.
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { subscriptionStream } from "./commands.ts";
import { type SubscriptionEvent, subscriptionEvents } from "./events.ts";
import { applyTo, type Grants, noGrants } from "./grants.ts";
import type { Period } from "./periods.ts";
import type { Renewal } from "./renewal.ts";
import type { SubscriptionStatus } from "./status.ts";

/** A row of the projection: staff's reasons are sealed. Times are ISO 8601 UTC. */
export interface SubscriptionRow {
  readonly driverId: number;
  /** The end of access, grace left out; null when there is none. */
  readonly expiresAt: string | null;
  readonly grants: Grants;
  readonly history: readonly SubscriptionStep[];
  /** Digest of the key to the Web App that is good now. */
  readonly accessDigest?: string;
  /** The grant that key came with. */
  readonly accessGrantId?: string;
  readonly position: number;
}

/** What happened, in the order we heard of it. */
export interface SubscriptionStep {
  readonly type: SubscriptionEvent["type"];
  readonly grantId: string;
  readonly at: string;
  readonly expiresAt: string | null;
  readonly days?: number;
  readonly reason?: string | null;
  readonly cause?: string;
  readonly possibleDuplicateOf?: string;
}

/** A subscription in clear text, as it is at a moment. */
export interface Subscription {
  readonly driverId: number;
  readonly now: SubscriptionStatus;
  /** Why until then, grant by grant. */
  readonly periods: readonly Period[];
  /** Whether its provider charges again; null when nothing is to be said of that. */
  readonly renewal: Renewal | null;
  readonly history: readonly SubscriptionStep[];
}

const types = typesOf(subscriptionEvents);

/** Rows at [driverId]. */
export const subscriptions: Projection<SubscriptionRow> = {
  name: "subscriptions",
  version: 1,
  keys: (event) => types.has(event.type) ? [[(event as StoredEvent<SubscriptionEvent>).data.driverId]] : [],
  streams: ([driverId]) => [subscriptionStream(Number(driverId))],
  fold: (row, event) => foldSubscription(row, event as StoredEvent<SubscriptionEvent>),
};

function foldSubscription(
  row: SubscriptionRow | null,
  stored: StoredEvent<SubscriptionEvent>,
): SubscriptionRow {
  const { type, data } = stored as SubscriptionEvent;
  const { driverId, grantId, at, expiresAt } = data;
  const digest = "accessDigest" in data ? data.accessDigest : undefined;
  const step: SubscriptionStep = {
    type,
    grantId,
    at,
    expiresAt,
    ...("days" in data && data.days !== undefined && { days: data.days }),
    ...("reason" in data && { reason: data.reason }),
    ...("cause" in data && { cause: data.cause }),
    ...("possibleDuplicateOf" in data && data.possibleDuplicateOf !== undefined &&
      { possibleDuplicateOf: data.possibleDuplicateOf }),
  };
  return {
    ...row,
    driverId,
    expiresAt,
    grants: applyTo(row?.grants ?? noGrants, stored as SubscriptionEvent),
    history: [...row?.history ?? [], step],
    ...(digest !== undefined && { accessDigest: digest, accessGrantId: grantId }),
    position: stored.position,
  };
}
