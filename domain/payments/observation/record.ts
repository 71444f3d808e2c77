// Keeps what a provider answered a person beside what reached us by itself.
import type { EventLog } from "../../shared/event_log.ts";
import type { Origin } from "../../shared/origin.ts";
import type { Clock } from "../../shared/ports.ts";
import type { PaymentViews } from "../reading.ts";
import { inboxStream } from "./deliveries.ts";
import type { ProviderNotificationJudged } from "./delivery_events.ts";

/** Resolves once the views show it. */
export type RecordAnswer = (judged: ProviderNotificationJudged, origin: Origin) => Promise<void>;

export function createRecord(
  { log, views, clock }: {
    log: Pick<EventLog, "append">;
    views: Pick<PaymentViews, "audit" | "deliveries">;
    clock: Clock;
  },
): RecordAnswer {
  return async (judged, { actor, correlationId }) => {
    const streamId = inboxStream(judged.data);
    const result = await log.append({
      streams: [{ streamId, expectedVersion: "any", events: [judged] }],
      meta: { at: new Date(clock()).toISOString(), actor, correlationId },
    });
    if (!("appended" in result)) throw new Error(`Cannot record what a provider said in "${streamId}"`);
    await Promise.all([views.audit, views.deliveries].map((view) => view.reached(result.position)));
  };
}
