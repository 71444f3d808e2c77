// When days were paid for twice at one time, both payments are shown to a person: either may be the one too many.
import type { NewMessage } from "../shared/queue.ts";
import type { PeriodGranted } from "../subscriptions/events.ts";
import { step } from "./steps.ts";

export function whenPeriodMayBeDoubleFlagPayments({ data }: PeriodGranted): NewMessage[] {
  const { paymentId, possibleDuplicateOf: other = paymentId } = data;
  // One order that was paid twice is flagged by itself.
  if (other === paymentId) return [];
  return [[paymentId, other], [other, paymentId]].map(([one, two]) =>
    step("process.note_possible_duplicate", { id: `${one}:${two}`, lane: `possible_duplicate:${one}` }, {
      paymentId: one!,
      otherPaymentId: two!,
    })
  );
}
