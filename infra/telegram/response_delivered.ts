// The fact that the dispatchers have a response, noted by whoever learns of it: the sender, or the first press of a button.
import { type ResponseRef, responseStream } from "../../domain/responses/commands.ts";
import type { ResponseDelivered } from "../../domain/responses/events.ts";

export interface DeliveredAppend {
  readonly streamId: string;
  readonly expectedVersion: "any";
  readonly events: readonly [ResponseDelivered];
}

export function responseDelivered(
  ref: ResponseRef,
  message: { readonly chatId: string; readonly messageId: number },
): DeliveredAppend {
  const { responseId, driverId, cargoId } = ref;
  const delivered: ResponseDelivered = {
    type: "ResponseDelivered",
    data: { responseId, driverId, cargoId, ...message },
  };
  return { streamId: responseStream(ref), expectedVersion: "any", events: [delivered] };
}
