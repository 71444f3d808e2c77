// Which message stands for which response: the dispatchers' own, so that an answer to it finds its driver, and the
// driver's confirmation, so that it can be brought up to date.
import { MessageSent } from "../messages/events.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { ResponseDelivered } from "./events.ts";

export interface PostedRow {
  readonly responseId: string;
}

const DELIVERED = ResponseDelivered.shape.type.value;

/** Rows at [chatId, messageId] of the dispatchers' messages, by Telegram's ids; older ones stay good. */
export const postedResponses: Projection<PostedRow> = {
  name: "posted_responses",
  version: 1,
  keys(event) {
    if (event.type !== DELIVERED) return [];
    const { chatId, messageId } = (event as StoredEvent<ResponseDelivered>).data;
    return [[chatId, messageId]];
  },
  fold: (_, event) => ({ responseId: (event as StoredEvent<ResponseDelivered>).data.responseId }),
};

export interface ConfirmationRow {
  /** Telegram's id of the message in the driver's chat. */
  readonly messageId: number;
}

const SENT = MessageSent.shape.type.value;
const CONFIRMATION = "driver_response_sent";

/** Rows at [responseId]: the newest confirmation its driver has. */
export const confirmations: Projection<ConfirmationRow> = {
  name: "response_confirmations",
  version: 1,
  keys(event) {
    if (event.type !== SENT) return [];
    const { kind, messageId, telegramMessageId } = (event as StoredEvent<MessageSent>).data;
    // "driver_response_sent:{responseId}", and what was sent instead of a message that is gone has more after it.
    const responseId = messageId.split(":")[1];
    return kind === CONFIRMATION && telegramMessageId !== undefined && responseId ? [[responseId]] : [];
  },
  fold(row, event) {
    const { telegramMessageId } = (event as StoredEvent<MessageSent>).data;
    return telegramMessageId === undefined ? row : { messageId: telegramMessageId };
  },
};
