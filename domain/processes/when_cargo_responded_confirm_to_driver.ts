// When a driver answers a load, the bot confirms it to the driver.
import { messageTo } from "../messages/kinds.ts";
import type { CargoResponded } from "../responses/events.ts";

export function whenCargoRespondedConfirmToDriver({ data: { responseId, driverId } }: CargoResponded) {
  return messageTo(String(driverId), "driver_response_sent", responseId, { responseId });
}
