// When dispatchers decide on a response, its driver hears of it.
import { messageTo } from "../messages/kinds.ts";
import type { ResponseAccepted, ResponseCompleted, ResponseRejected } from "../responses/events.ts";

type Decided = ResponseAccepted | ResponseRejected | ResponseCompleted;

export function whenResponseDecidedTellDriver({ type, data: { responseId, driverId } }: Decided) {
  const status =
    ({ ResponseAccepted: "accepted", ResponseRejected: "rejected", ResponseCompleted: "completed" } as const)[
      type
    ];
  return messageTo(String(driverId), "driver_response_decided", `${responseId}:${status}`, {
    responseId,
    status,
  });
}
