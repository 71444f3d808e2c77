// What happens to a driver's subscription, as it happens.
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { View } from "../shared/projection.ts";
import { type SubscriptionEvent, subscriptionEvents } from "./events.ts";

export interface SubscriptionChange {
  /** The end of access after the change, null when there is none; ISO 8601 UTC, as `at`. */
  readonly expiresAt: string | null;
  readonly at: string;
}

const types = typesOf(subscriptionEvents);

/** What an event changes of the driver's subscription; null when it is about anything else. */
export async function subscriptionChange(
  view: Pick<View<unknown>, "reached">,
  driverId: number,
  event: StoredEvent,
): Promise<SubscriptionChange | null> {
  if (!types.has(event.type)) return null;
  const { data, position, meta } = event as StoredEvent<SubscriptionEvent>;
  if (data.driverId !== driverId) return null;
  await view.reached(position);
  return { expiresAt: data.expiresAt, at: meta.at };
}
