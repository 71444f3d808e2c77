// The story of one payment from everything that tells of it: its events, what reached us about it, and what became
// of the driver's access by it.
import type { App } from "../../../../domain/app.ts";
import type { PaymentView } from "../../../../domain/payments/mod.ts";
import { paymentStream } from "../../../../domain/payments/commands.ts";
import type { TimelineEntry } from "../(_schemas)/payments.ts";

/** Events of one payment shown at most; more than its life can hold. */
const MOST_EVENTS = 500;

/** Oldest first. */
export async function paymentTimeline(
  { history, payments, subscriptions }: Pick<App, "history" | "payments" | "subscriptions">,
  { paymentId, driverId }: PaymentView,
): Promise<TimelineEntry[]> {
  const [stream, deliveries, subscription] = await Promise.all([
    history.stream(paymentStream(paymentId), { earlier: MOST_EVENTS, later: 0 }),
    payments.deliveries(paymentId),
    subscriptions.of(driverId),
  ]);
  const events = stream && "events" in stream ? stream.events : [];
  const entries: TimelineEntry[] = [
    ...events.map(({ type, data, meta, position }) => ({
      ...{ at: meta.at, kind: "event" as const, what: type, data, actor: meta.actor, position },
    })),
    ...deliveries.map(({ receivedAt, verdict, ...rest }) => ({
      ...{ at: receivedAt, kind: "delivery" as const, what: verdict, data: { ...rest } },
    })),
    ...subscription.history.filter(({ grantId }) => isOf(grantId, paymentId)).map((
      { at, type, ...rest },
    ) => ({ at, kind: "access" as const, what: type, data: { ...rest } })),
  ];
  return entries.sort((a, b) => a.at.localeCompare(b.at) || ORDER[a.kind] - ORDER[b.kind]);
}

/** What reached us leads to an event, and that to access. */
const ORDER = { delivery: 0, event: 1, access: 2 } as const;

/** A payment that was paid again has a grant for each charge. */
function isOf(grantId: string, paymentId: string): boolean {
  return grantId === paymentId || grantId.startsWith(`${paymentId}+`);
}
