// The door for Stripe's webhook: signature, mode, durable record, 200; obeyed later. Every refusal is kept.
import type Stripe from "stripe";
import type { SignedCall, SignedDoor } from "../../../domain/payments/observation/signed_door.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import type { Alerts } from "../../alerts.ts";
import { digestOf, type Inbox, type InboxJob } from "../inbox.ts";
import { isEvent } from "./event_objects.ts";
import { verifiedEvent } from "./signature.ts";
import { statementOf } from "./statement.ts";

/** The job that obeys a statement. */
export const OBEY_STRIPE = "payments.obey_stripe";

export interface StripeDoorDeps {
  readonly inbox: Pick<Inbox, "keep" | "judged" | "refused">;
  readonly clock: Clock;
  /** Secrets a statement may be signed with; none at all refuses everything. */
  readonly webhookSecrets: () => Promise<readonly string[]>;
  /** Whether play money is what we expect. */
  readonly test: () => boolean;
  readonly alarm: Alerts["alarm"];
}

const REFUSED = { refused: "bad_request" } as const;

export function createStripeDoor(deps: StripeDoorDeps): SignedDoor {
  const { inbox, clock, webhookSecrets, test, alarm } = deps;

  function claimed({ body, remoteIp }: SignedCall, event?: Stripe.Event) {
    return {
      provider: "stripe",
      remoteIp,
      bodyDigest: digestOf(body),
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
      if (!isEvent(event)) {
        await inbox.judged(claimed(call), "bad_shape", call.correlationId);
        return { ok: true };
      }
      if (event.livemode === test()) {
        alarm("Stripe tells of money of the wrong kind: a key and a webhook are of different modes", {
          livemode: event.livemode,
        });
        await inbox.refused(claimed(call, event), "mismatch", call.correlationId);
        return REFUSED;
      }
      const statement = statementOf(event);
      if (!statement) {
        // Sent again it would be no clearer: Stripe has its answer, and a person can see what came.
        await inbox.judged(claimed(call, event), "bad_shape", call.correlationId);
        return { ok: true };
      }
      const job = {
        kind: OBEY_STRIPE,
        data: (received) => ({ received, statement }),
      } satisfies InboxJob;
      await inbox.keep(claimed(call, event), job, call.correlationId);
      return { ok: true };
    },
  };
}

/** What an event is about, as far as Stripe's objects are alike. */
function objectOf({ data }: Stripe.Event): { objectId?: string; claimedStatus?: string } {
  const object = (data.object ?? {}) as { readonly id?: unknown; readonly status?: unknown };
  return {
    ...(typeof object.id === "string" && { objectId: object.id }),
    ...(typeof object.status === "string" && { claimedStatus: object.status }),
  };
}
