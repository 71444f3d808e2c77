// The objects in Stripe's events as far as we need them: what an event leaves out is taken from the event itself where it
// can be, and an object that cannot be understood is none. Versions of the API differ in what they leave out.
import type Stripe from "stripe";
import { z } from "zod";

const time = z.int();
const metadata = z.record(z.string(), z.string()).nullish();
/** An id, or the object itself. */
const intent = z.union([z.string(), z.looseObject({ id: z.string() })]).nullish();

/** With what every event may be trusted to have, once its object is read. */
const eventShape = z.looseObject({
  id: z.string(),
  type: z.string(),
  created: time.optional(),
  livemode: z.boolean().optional(),
  data: z.looseObject({ object: z.looseObject({}).optional() }),
});
const sessionShape = z.looseObject({
  id: z.string(),
  payment_status: z.string(),
  status: z.string().nullish(),
  amount_total: z.int().nullish(),
  currency: z.string().nullish(),
  created: time,
  livemode: z.boolean(),
  client_reference_id: z.string().nullish(),
  url: z.string().nullish(),
  metadata,
  payment_intent: intent,
});
/** As it lies in the queue; null is how Stripe writes what is not there. */
export const refundObject = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  created: time,
  status: z.string().nullable().default(null),
  metadata: z.record(z.string(), z.string()).nullable().default(null),
  failure_reason: z.string().optional(),
});
const refundShape = refundObject.extend({ payment_intent: intent });
const disputeShape = z.looseObject({
  id: z.string(),
  status: z.string(),
  created: time,
  payment_intent: intent,
});

/** An event as far as it may be trusted: what it is about may lack anything. */
type About<Kind> = Pick<Stripe.Event, "created" | "livemode"> & {
  readonly data: { readonly object: Partial<Kind> };
};
type Session = Stripe.Checkout.Session;

/** Whether it is an event at all. */
export function isEvent(signed: unknown): boolean {
  return eventShape.safeParse(signed).success;
}

export function sessionIn({ created, livemode, data }: About<Session>): Session | null {
  const session = { created, livemode, ...data.object };
  return fits<Session>(sessionShape, session)
    ? { ...session, payment_intent: session.payment_intent ?? null }
    : null;
}

export function refundIn({ created, data }: About<Stripe.Refund>): Stripe.Refund | null {
  const refund = { created, ...data.object };
  return fits<Stripe.Refund>(refundShape, refund) ? refund : null;
}

export function disputeIn({ created, data }: About<Stripe.Dispute>): Stripe.Dispute | null {
  const dispute = { created, ...data.object };
  return fits<Stripe.Dispute>(disputeShape, dispute) ? dispute : null;
}

function fits<Kind>(shape: z.ZodType, object: Partial<Kind>): object is Kind {
  return shape.safeParse(object).success;
}
