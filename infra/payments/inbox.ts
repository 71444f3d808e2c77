// Everything that reached us at a webhook of a provider, kept before it is answered: what is let in with a job that
// looks into it, what is refused with the reason.
import { createHash } from "node:crypto";
import { inboxStream } from "../../domain/payments/observation/deliveries.ts";
import type {
  DeliveryEvent,
  ProviderNotificationReceived,
  Verdict,
} from "../../domain/payments/observation/delivery_events.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { NewMessage } from "../../domain/shared/queue.ts";
import type { Alerts } from "../alerts.ts";

/** What a notification claims; see ProviderNotificationReceived. */
export type Claimed = Omit<ProviderNotificationReceived["data"], "deliveryId" | "channel" | "receivedAt">;

/** The job that looks into a notification. */
export interface InboxJob {
  readonly kind: string;
  data(received: ProviderNotificationReceived["data"]): Readonly<Record<string, unknown>>;
}

export interface Inbox {
  /** Resolves once durable, with the job. Jobs about one object are done in turn. */
  keep(claimed: Claimed, job: InboxJob, correlationId: string): Promise<void>;
  /** Written down with its verdict; nobody looks into it again. */
  judged(claimed: Claimed, verdict: Verdict, correlationId: string): Promise<void>;
  /** As `judged`, for strangers: only so many a minute are written down, for anybody can send a million. */
  refused(claimed: Claimed, verdict: Verdict, correlationId: string): Promise<void>;
}

const REFUSED_PER_MINUTE = 60;

/** What is kept of a body; lower-case hex of its sha256. */
export function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("hex");
}

export function createInbox(
  { log, clock, newId, alarm }: {
    log: Pick<EventLog, "append">;
    clock: Clock;
    newId: NewId;
    alarm: Alerts["alarm"];
  },
): Inbox {
  let minute = 0;
  let refusedInMinute = 0;

  async function append(event: DeliveryEvent, correlationId: string, messages: NewMessage[] = []) {
    const result = await log.append({
      streams: [{ streamId: inboxStream(event.data), expectedVersion: 0, events: [event] }],
      meta: { at: event.data.receivedAt, actor: SYSTEM, correlationId },
      messages,
    });
    if (!("appended" in result)) throw new Error(`Cannot keep delivery ${event.data.deliveryId}`);
  }

  function about(claimed: Claimed) {
    const receivedAt = new Date(clock()).toISOString();
    return { ...claimed, deliveryId: newId(), channel: "webhook", receivedAt } as const;
  }

  async function judged(claimed: Claimed, verdict: Verdict, correlationId: string) {
    await append({ type: "ProviderNotificationJudged", data: { ...about(claimed), verdict } }, correlationId);
  }

  return {
    async keep(claimed, { kind, data }, correlationId) {
      const received = about(claimed);
      const { deliveryId, objectId } = received;
      const lane = `notification:${objectId ?? deliveryId}`;
      const job = { id: `${kind}:${deliveryId}`, kind, lane, data: data(received) };
      await append({ type: "ProviderNotificationReceived", data: received }, correlationId, [job]);
    },
    judged,
    async refused(claimed, verdict, correlationId) {
      const now = Math.floor(clock() / 60_000);
      if (now !== minute) [minute, refusedInMinute] = [now, 0];
      refusedInMinute++;
      if (refusedInMinute === REFUSED_PER_MINUTE + 1) {
        alarm("many refused notifications of payments; the rest of this minute are not written down", {
          provider: claimed.provider,
          verdict,
        });
      }
      if (refusedInMinute <= REFUSED_PER_MINUTE) await judged(claimed, verdict, correlationId);
    },
  };
}
