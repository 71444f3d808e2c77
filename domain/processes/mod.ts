// Which event leads to which messages; they are committed together.
import type { BackhaulOffered } from "../backhaul/events.ts";
import type { ContactsRequested } from "../contacts/events.ts";
import type { FavouriteRepriced } from "../favourite_prices/events.ts";
import type { ResponseEvent } from "../responses/events.ts";
import type { LoadsMatched } from "../searches/events.ts";
import type { DomainEvent } from "../shared/event.ts";
import type { NewMessage } from "../shared/queue.ts";
import { reactToMoney } from "./payments.ts";
import { whenBackhaulOfferedTellDriver } from "./when_backhaul_offered_tell_driver.ts";
import { whenCargoRespondedConfirmToDriver } from "./when_cargo_responded_confirm_to_driver.ts";
import { whenCargoRespondedTellDispatcher } from "./when_cargo_responded_tell_dispatcher.ts";
import { whenContactsRequestedSendContacts } from "./when_contacts_requested_send_contacts.ts";
import { whenDispatcherNotedTellDriver } from "./when_dispatcher_noted_tell_driver.ts";
import { whenFavouriteRepricedTellDriver } from "./when_favourite_repriced_tell_driver.ts";
import { whenLoadsMatchedAlertDriver } from "./when_loads_matched_alert_driver.ts";
import { whenResponseAcceptedSeekBackhaul } from "./when_response_accepted_seek_backhaul.ts";
import { whenResponseChangedEditDispatcherMessage } from "./when_response_changed_edit_dispatcher_message.ts";
import { whenResponseMovedOnEditConfirmation } from "./when_response_moved_on_edit_confirmation.ts";
import { whenResponseDecidedTellDriver } from "./when_response_decided_tell_driver.ts";
import { whenResponseWithdrawnTellDispatchers } from "./when_response_withdrawn_tell_dispatchers.ts";

export type Reactions = (event: DomainEvent) => readonly NewMessage[];

/** `admins`: Telegram's ids of who runs the product. */
export function createReactions(
  { dispatchChatId, admins }: { dispatchChatId: string; admins: readonly string[] },
): Reactions {
  return (happened) => {
    const event = happened as
      | ResponseEvent
      | LoadsMatched
      | BackhaulOffered
      | ContactsRequested
      | FavouriteRepriced;
    switch (event.type) {
      case "CargoResponded":
        return [
          whenCargoRespondedTellDispatcher(event, dispatchChatId),
          whenCargoRespondedConfirmToDriver(event),
        ];
      case "ResponseAccepted":
        return [
          whenResponseChangedEditDispatcherMessage(event, dispatchChatId),
          whenResponseDecidedTellDriver(event),
          whenResponseAcceptedSeekBackhaul(event),
        ];
      case "ResponseRejected":
      case "ResponseCompleted":
        return [
          whenResponseChangedEditDispatcherMessage(event, dispatchChatId),
          whenResponseDecidedTellDriver(event),
        ];
      case "ResponseWithdrawn":
        return [
          whenResponseChangedEditDispatcherMessage(event, dispatchChatId),
          whenResponseWithdrawnTellDispatchers(event, dispatchChatId),
        ];
      case "LoadsMatched":
        return whenLoadsMatchedAlertDriver(event);
      case "FavouriteRepriced":
        return [whenFavouriteRepricedTellDriver(event)];
      case "BackhaulOffered":
        return [whenBackhaulOfferedTellDriver(event)];
      case "ContactsRequested":
        return [whenContactsRequestedSendContacts(event)];
      case "ResponseDelivered":
        return [whenResponseMovedOnEditConfirmation(event)];
      case "ResponseSeen":
        return [
          whenResponseChangedEditDispatcherMessage(event, dispatchChatId),
          whenResponseMovedOnEditConfirmation(event),
        ];
      case "DispatcherNoted":
        return whenDispatcherNotedTellDriver(event, dispatchChatId);
      case "CargoRated":
        return [];
    }
    return reactToMoney(happened, admins);
  };
}
