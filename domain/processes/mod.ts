// Which event leads to which messages; they are committed together.
import type { ResponseEvent } from "../responses/events.ts";
import type { DomainEvent } from "../shared/event.ts";
import type { NewMessage } from "../shared/queue.ts";
import { whenCargoRespondedConfirmToDriver } from "./when_cargo_responded_confirm_to_driver.ts";
import { whenCargoRespondedTellDispatcher } from "./when_cargo_responded_tell_dispatcher.ts";
import { whenResponseChangedEditDispatcherMessage } from "./when_response_changed_edit_dispatcher_message.ts";
import { whenResponseDecidedTellDriver } from "./when_response_decided_tell_driver.ts";

export type Reactions = (event: DomainEvent) => readonly NewMessage[];

export function createReactions({ dispatchChatId }: { dispatchChatId: string }): Reactions {
  return (happened) => {
    const event = happened as ResponseEvent;
    switch (event.type) {
      case "CargoResponded":
        return [
          whenCargoRespondedTellDispatcher(event, dispatchChatId),
          whenCargoRespondedConfirmToDriver(event),
        ];
      case "ResponseAccepted":
      case "ResponseRejected":
      case "ResponseCompleted":
        return [
          whenResponseChangedEditDispatcherMessage(event, dispatchChatId),
          whenResponseDecidedTellDriver(event),
        ];
      case "ResponseWithdrawn":
        return [whenResponseChangedEditDispatcherMessage(event, dispatchChatId)];
      case "ResponseDelivered":
      case "CargoRated":
        return [];
    }
    return [];
  };
}
