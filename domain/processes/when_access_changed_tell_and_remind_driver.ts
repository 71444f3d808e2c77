// When days are given the driver hears until when; whenever the end of access moves, new reminders of it are set.
// Reminders of an end that has moved find another end when they leave, and are dropped.
import { messageTo } from "../messages/kinds.ts";
import type { NewMessage } from "../shared/queue.ts";
import type { SubscriptionEvent } from "../subscriptions/events.ts";
import { remindersOf } from "../subscriptions/reminders.ts";

const TOLD = {
  PeriodGranted: "driver_payment_succeeded",
  TrialStarted: "driver_trial_started",
  DaysGranted: "driver_days_granted",
  PromoDaysGranted: "driver_days_granted",
} as const;

export function whenAccessChangedTellAndRemindDriver({ type, data }: SubscriptionEvent): NewMessage[] {
  const { driverId, grantId, expiresAt, at } = data;
  const chat = String(driverId);
  const kind = type in TOLD ? TOLD[type as keyof typeof TOLD] : null;
  const told = kind ? [messageTo(chat, kind, `${driverId}:${grantId}`, { grantId, expiresAt })] : [];
  if (expiresAt === null) return told;
  const reminders = remindersOf(expiresAt, at).map(({ kind: about, dueAt }) => {
    const id = `${driverId}:${expiresAt}:${about}`;
    return { ...messageTo(chat, "driver_subscription_reminder", id, { about, expiresAt }), dueAt };
  });
  return [...told, ...reminders];
}
