// When a response is looked at, decided on or withdrawn, the message the dispatchers have says so.
import { messageTo } from "../messages/kinds.ts";
import type {
  ResponseAccepted,
  ResponseCompleted,
  ResponseRejected,
  ResponseSeen,
  ResponseWithdrawn,
} from "../responses/events.ts";

type Changed = ResponseSeen | ResponseAccepted | ResponseRejected | ResponseCompleted | ResponseWithdrawn;

export function whenResponseChangedEditDispatcherMessage(
  { type, data: { responseId } }: Changed,
  dispatchChatId: string,
) {
  return messageTo(dispatchChatId, "dispatcher_response_changed", `${responseId}:${type}`, { responseId });
}
