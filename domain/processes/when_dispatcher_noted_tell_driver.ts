// When a dispatcher says something to a driver, the driver gets it, and the dispatchers' message shows that it was said.
import { messageTo } from "../messages/kinds.ts";
import type { DispatcherNoted } from "../responses/events.ts";

export function whenDispatcherNotedTellDriver(
  { data: { responseId, driverId, noteId } }: DispatcherNoted,
  dispatchChatId: string,
) {
  const id = `${responseId}:${noteId}`;
  return [
    messageTo(String(driverId), "driver_note", id, { responseId, noteId }),
    messageTo(dispatchChatId, "dispatcher_response_changed", `${id}:noted`, { responseId }),
  ];
}
