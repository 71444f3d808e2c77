// Everything that reached us at a webhook of a provider, kept before it is answered: what is let in with a job that
// looks into it, what is refused with the reason.
import {
  type DeliveryEvent,
  inboxStream,
  type ProviderNotificationReceived,
  type Verdict,
} from "../../domain/payments/deliveries.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { NewMessage } from "../../domain/shared/queue.ts";

/** What a notification claims; see ProviderNotificationReceived. */
export type Claimed = Omit<ProviderNotificationReceived["data"], "deliveryId" | "channel" | "receivedAt">;

/** The job that looks into a notification. */
export const JUDGE_NOTIFICATION = "payments.judge_notification";

export interface Inbox {
  /** Resolves once durable, with a job that looks into it. */
  keep(claimed: Claimed, correlationId: string): Promise<void>;
  /** Written down with its verdict; nobody looks into it again. */
  judged(claimed: Claimed, verdict: Verdict, correlationId: string): Promise<void>;
  /** As `judged`, for strangers: only so many a minute are written down, for anybody can send a million. */
  refused(claimed: Claimed, verdict: Verdict, correlationId: string): Promise<void>;
}

const REFUSED_PER_MINUTE = 60;

export function createInbox(
  { log, clock, newId, alarm }: {
    log: Pick<EventLog, "append">;
    clock: Clock;
    newId: NewId;
    alarm: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
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
    async keep(claimed, correlationId) {
      const data = about(claimed);
      const { deliveryId, provider, receivedAt, eventType, objectId } = data;
      const job = {
        id: `${JUDGE_NOTIFICATION}:${deliveryId}`,
        kind: JUDGE_NOTIFICATION,
        lane: `notification:${objectId ?? deliveryId}`,
        data: { deliveryId, provider, receivedAt, eventType, objectId },
      };
      await append({ type: "ProviderNotificationReceived", data }, correlationId, [job]);
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
