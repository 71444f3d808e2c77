// The messages people get from us. Each names whom it goes to and what it is about; its words are made when it leaves.
import type { NewMessage } from "../shared/queue.ts";

/** What is heard about money and access. */
export const paymentMessageKinds = [
  "driver_payment_succeeded",
  "driver_payment_canceled",
  "driver_payment_refunded",
  "driver_trial_started",
  "driver_days_granted",
  "driver_subscription_reminder",
  "driver_renewal_failed",
  "admin_refund_waits",
] as const;
export type PaymentMessageKind = typeof paymentMessageKinds[number];

export const messageKinds = [
  "dispatcher_new_response",
  "dispatcher_response_changed",
  "dispatcher_response_withdrawn",
  "dispatcher_answer",
  "driver_response_sent",
  "driver_response_moved_on",
  "driver_response_decided",
  "driver_note",
  "driver_load_matched",
  "driver_loads_digest",
  "driver_morning_loads",
  "driver_backhaul",
  "driver_favourite_repriced",
  "driver_load_pressed",
  "driver_contacts",
  "reply",
  ...paymentMessageKinds,
] as const;
export type MessageKind = typeof messageKinds[number];

/** What nobody asked for: it waits until the driver is awake. What a search found goes by the hours of that search. */
const UNASKED = new Set<MessageKind>([
  "driver_load_matched",
  "driver_loads_digest",
  "driver_backhaul",
  "driver_favourite_repriced",
  "driver_subscription_reminder",
  "driver_renewal_failed",
]);

/**
 * Whether messages of the kind respect a driver's quiet hours. Answers, decisions and words of dispatchers come at once;
 * what was found at night comes when the night is over anyway.
 */
export function isUnasked(kind: MessageKind): boolean {
  return UNASKED.has(kind);
}

/** Whether messages of the kind are for the dispatchers, wherever their chat is by the time they leave. */
export function isForDispatchers(kind: MessageKind): boolean {
  return kind.startsWith("dispatcher_");
}

/** A message to one chat. `id` makes it unique while it waits; messages to one chat arrive in order. */
export function messageTo(
  chatId: string,
  kind: MessageKind,
  id: string,
  about: Readonly<Record<string, unknown>>,
): NewMessage {
  return { id: `${kind}:${id}`, kind, lane: `chat:${chatId}`, data: { chatId, ...about } };
}

/** The chat a queued message is for; null for work that is no message to a chat. */
export function chatOf({ data }: Pick<NewMessage, "data">): string | null {
  const chatId = data["chatId"];
  return typeof chatId === "string" ? chatId : null;
}
