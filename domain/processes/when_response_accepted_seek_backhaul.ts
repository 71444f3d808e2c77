// When a driver gets a haul, loads from its destination back home are looked for.
import { SEEK_BACKHAUL } from "../backhaul/mod.ts";
import type { ResponseAccepted } from "../responses/events.ts";
import type { NewMessage } from "../shared/queue.ts";

export function whenResponseAcceptedSeekBackhaul(
  { data: { responseId, driverId } }: ResponseAccepted,
): NewMessage {
  return {
    id: `${SEEK_BACKHAUL}:${responseId}`,
    kind: SEEK_BACKHAUL,
    lane: `backhaul:${driverId}`,
    data: { responseId },
  };
}
