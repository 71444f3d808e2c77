// The messages people get from us. Each names whom it goes to and what it is about; its words are made when it leaves.
import type { NewMessage } from "../shared/queue.ts";

export const messageKinds = [
  "dispatcher_new_response",
  "dispatcher_response_changed",
  "driver_response_sent",
  "driver_response_decided",
  "reply",
] as const;
export type MessageKind = typeof messageKinds[number];

/** Whether messages of the kind are for the dispatchers, wherever their chat is by the time they leave. */
export function isForDispatchers(kind: MessageKind): boolean {
  return kind.startsWith("dispatcher_");
}

/** A message to one chat. `id` makes it unique for ever; messages to one chat arrive in order. */
export function messageTo(
  chatId: string,
  kind: MessageKind,
  id: string,
  about: Readonly<Record<string, unknown>>,
): NewMessage {
  return { id: `${kind}:${id}`, kind, lane: `chat:${chatId}`, data: { chatId, ...about } };
}
