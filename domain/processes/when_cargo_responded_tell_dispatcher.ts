// When a driver answers a load, the dispatchers' chat gets it.
import { messageTo } from "../messages/kinds.ts";
import type { CargoResponded } from "../responses/events.ts";

export function whenCargoRespondedTellDispatcher(
  { data: { responseId } }: CargoResponded,
  dispatchChatId: string,
) {
  return messageTo(dispatchChatId, "dispatcher_new_response", responseId, { responseId });
}
