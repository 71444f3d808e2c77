// The record of what came of a provider's word, to be committed with the end of the job.
import { inboxStream } from "../../domain/payments/observation/deliveries.ts";
import type { ProviderNotificationJudged } from "../../domain/payments/observation/delivery_events.ts";
import type { StreamAppend } from "../../domain/shared/event_log.ts";

export function judged(judgement: ProviderNotificationJudged["data"]): StreamAppend {
  return {
    streamId: inboxStream(judgement),
    expectedVersion: "any",
    events: [{ type: "ProviderNotificationJudged", data: judgement }],
  };
}
