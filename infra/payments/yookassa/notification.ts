// What a notification of YooKassa says, as a hint of what to ask about: it is not signed, has no id and no time, and
// its object is never believed (yookassa.ru, incoming notifications).
import { z } from "zod";
import { OBJECT_ID } from "./shapes.ts";

const shape = z.looseObject({
  type: z.literal("notification"),
  event: z.string().regex(/^[a-z_.]{1,64}$/),
  object: z.looseObject({ id: z.string().regex(OBJECT_ID), status: z.string().max(32).optional() }),
});

const ABOUT_PAYMENTS = new Set(["payment.waiting_for_capture", "payment.succeeded", "payment.canceled"]);
const ABOUT_REFUNDS = new Set(["refund.succeeded"]);

export interface Notification {
  readonly eventType: string;
  readonly objectId: string;
  readonly claimedStatus?: string;
}

/** Null for what is no notification. */
export function readNotification(json: unknown): Notification | null {
  const parsed = shape.safeParse(json);
  if (!parsed.success) return null;
  const { event: eventType, object: { id: objectId, status } } = parsed.data;
  return { eventType, objectId, ...(status !== undefined && { claimedStatus: status }) };
}

/** What its object is; null for events that are none of our business. */
export function subjectOf(eventType: string): "payment" | "refund" | null {
  if (ABOUT_PAYMENTS.has(eventType)) return "payment";
  return ABOUT_REFUNDS.has(eventType) ? "refund" : null;
}
