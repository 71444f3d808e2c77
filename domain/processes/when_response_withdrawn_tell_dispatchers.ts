// When a response is withdrawn that had been accepted, the dispatchers hear of it in a message of its own: they count on
// the driver. Whether it had been accepted is known when the message leaves.
import { messageTo } from "../messages/kinds.ts";
import type { ResponseWithdrawn } from "../responses/events.ts";

export function whenResponseWithdrawnTellDispatchers(
  { data: { responseId } }: ResponseWithdrawn,
  dispatchChatId: string,
) {
  return messageTo(dispatchChatId, "dispatcher_response_withdrawn", responseId, { responseId });
}
