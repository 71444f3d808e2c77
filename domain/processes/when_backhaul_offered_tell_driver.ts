// When loads home were found, the driver gets them as one message.
import type { BackhaulOffered } from "../backhaul/events.ts";
import { messageTo } from "../messages/kinds.ts";

export function whenBackhaulOfferedTellDriver({ data: { driverId, responseId } }: BackhaulOffered) {
  return messageTo(String(driverId), "driver_backhaul", responseId, { responseId });
}
