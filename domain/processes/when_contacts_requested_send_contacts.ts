// When a driver asks for the contacts of a load, the bot sends them. While they wait, asking again adds nothing: the id
// is the same.
import type { ContactsRequested } from "../contacts/events.ts";
import { messageTo } from "../messages/kinds.ts";

export function whenContactsRequestedSendContacts({ data: { driverId, cargoId } }: ContactsRequested) {
  return messageTo(String(driverId), "driver_contacts", `${driverId}-${cargoId}`, { cargoId });
}
