// The door for Stripe's webhook: signature, mode, durable record, 200; obeyed later. Every refusal is kept.
import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { inboxStream, type ProviderNotificationReceived } from "../../../domain/payments/deliveries.ts";
import type { SignedCall, SignedDoor } from "../../../domain/payments/signed_door.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import type { Clock, NewId } from "../../../domain/shared/ports.ts";
import type { Inbox } from "../inbox.ts";
import { verifiedEvent } from "./signature.ts";
import { statementOf } from "./statement.ts";

/** The job that obeys a statement. */
export const OBEY_STRIPE = "payments.obey_stripe";

export interface StripeDoorDeps {
  readonly log: Pick<EventLog, "append">;
  readonly inbox: Pick<Inbox, "refused">;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Secrets a statement may be signed with; none at all refuses everything. */
  readonly webhookSecrets: () => Promise<readonly string[]>;
  /** Whether play money is what we expect. */
  readonly test: () => boolean;
  readonly alarm: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
}

const REFUSED = { refused: "bad_request" } as const;

export function createStripeDoor(deps: StripeDoorDeps): SignedDoor {
  const { log, inbox, clock, newId, webhookSecrets, test, alarm } = deps;

  function claimed({ body, remoteIp }: SignedCall, event?: Stripe.Event) {
    return {
      provider: "stripe",
      remoteIp,
      bodyDigest: createHash("sha256").update(body).digest("base64url"),
      ...(event && { providerEventId: event.id, eventType: event.type, ...objectOf(event) }),
    } as const;
  }

  return {
    async receive(call) {
      const event = await verifiedEvent(call, { secrets: await webhookSecrets(), clock });
      if (!event) {
        await inbox.refused(claimed(call), "bad_signature", call.correlationId);
        return REFUSED;
      }
      if (event.livemode === test()) {
        alarm("Stripe tells of money of the wrong kind: a key and a webhook are of different modes", {
          livemode: event.livemode,
        });
        await inbox.refused(claimed(call, event), "mismatch", call.correlationId);
        return REFUSED;
      }
      const [deliveryId, receivedAt] = [newId(), new Date(clock()).toISOString()];
      const received = { ...claimed(call, event), deliveryId, channel: "webhook", receivedAt } as const;
      const notification: ProviderNotificationReceived = {
        type: "ProviderNotificationReceived",
        data: received,
      };
      const result = await log.append({
        streams: [{
          streamId: inboxStream(received),
          expectedVersion: 0,
          events: [notification],
        }],
        meta: { at: receivedAt, actor: SYSTEM, correlationId: call.correlationId },
        messages: [{
          id: `${OBEY_STRIPE}:${deliveryId}`,
          kind: OBEY_STRIPE,
          lane: `notification:${received.objectId ?? deliveryId}`,
          data: { received, statement: statementOf(event) },
        }],
      });
      if (!("appended" in result)) throw new Error(`Cannot keep delivery ${deliveryId}`);
      return { ok: true };
    },
  };
}

/** What an event is about, as far as Stripe's objects are alike. */
function objectOf({ data }: Stripe.Event): { objectId?: string; claimedStatus?: string } {
  const object = data.object as { readonly id?: unknown; readonly status?: unknown };
  return {
    ...(typeof object.id === "string" && { objectId: object.id }),
    ...(typeof object.status === "string" && { claimedStatus: object.status }),
  };
}
