// What happens to a driver's payments, as it happens.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { View } from "../shared/projection.ts";
import { isPayment } from "./events.ts";
import type { PaymentStatus } from "./status.ts";
import { foldPayment, type PaymentRow } from "./view.ts";

export interface PaymentChange {
  readonly paymentId: string;
  readonly status: PaymentStatus;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What an event changes of what the driver sees of a payment; null when that is nothing, or it is another's. */
export async function paymentChange(
  { log, view }: { log: Pick<EventLog, "readStream">; view: Pick<View<unknown>, "reached"> },
  driverId: number,
  event: StoredEvent,
): Promise<PaymentChange | null> {
  if (!isPayment(event) || event.data.driverId !== driverId) return null;
  await view.reached(event.position);
  const history = await log.readStream(event.streamId, { to: event.version });
  const rowAfter = (events: readonly StoredEvent[]) =>
    events.filter(isPayment).reduce<PaymentRow | null>((row, one) => foldPayment(row, one), null);
  const [before, after] = [rowAfter(history.slice(0, -1)), rowAfter(history)];
  if (!after || seen(before) === seen(after)) return null;
  return { paymentId: after.paymentId, status: after.status, at: event.meta.at };
}

function seen(row: PaymentRow | null): string {
  return JSON.stringify([row?.status, row?.confirmationUrl, row?.registrationUnknown, row?.refundedMinor]);
}
