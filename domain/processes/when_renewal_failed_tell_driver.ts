// When a subscription could not be charged again its driver hears of it, once.
import { messageTo } from "../messages/kinds.ts";
import type { NewMessage } from "../shared/queue.ts";
import type { RenewalFailed } from "../subscriptions/events.ts";

export function whenRenewalFailedTellDriver({ data: { driverId, grantId, at } }: RenewalFailed): NewMessage {
  return messageTo(String(driverId), "driver_renewal_failed", `${driverId}:${grantId}:${at}`, {});
}
