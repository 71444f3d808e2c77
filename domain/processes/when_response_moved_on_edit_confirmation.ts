// When dispatchers get a response, or look at it, the confirmation its driver has says so, without another message.
import { messageTo } from "../messages/kinds.ts";
import type { ResponseDelivered, ResponseSeen } from "../responses/events.ts";

export function whenResponseMovedOnEditConfirmation(
  { type, data: { responseId, driverId } }: ResponseDelivered | ResponseSeen,
) {
  const status = ({ ResponseDelivered: "delivered", ResponseSeen: "seen" } as const)[type];
  const about = { responseId, status };
  return messageTo(String(driverId), "driver_response_moved_on", `${responseId}:${status}`, about);
}
