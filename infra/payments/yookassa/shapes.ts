// What YooKassa answers, as far as we read it; fields we do not know are no reason to lose a payment (API v3).
import { z } from "zod";

export const OBJECT_ID = /^[0-9a-f-]{36}$/i;

const amount = z.looseObject({ value: z.string(), currency: z.string() });
const cancellation = z.looseObject({ party: z.string(), reason: z.string() });
/** With milliseconds and Z as a rule, with an offset at times. */
const time = z.iso.datetime({ offset: true });

export const paymentShape = z.looseObject({
  id: z.string().regex(OBJECT_ID),
  status: z.enum(["pending", "waiting_for_capture", "succeeded", "canceled"]),
  amount,
  created_at: time,
  captured_at: time.optional(),
  test: z.boolean(),
  recipient: z.looseObject({ account_id: z.string() }).optional(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  confirmation: z.looseObject({ confirmation_url: z.string().optional() }).optional(),
  cancellation_details: cancellation.optional(),
  refunded_amount: amount.optional(),
  receipt_registration: z.string().optional(),
});
export type PaymentShape = z.infer<typeof paymentShape>;

export const refundShape = z.looseObject({
  id: z.string().regex(OBJECT_ID),
  payment_id: z.string(),
  status: z.enum(["pending", "succeeded", "canceled"]),
  amount,
  created_at: time,
  cancellation_details: cancellation.optional(),
});
export type RefundShape = z.infer<typeof refundShape>;

export const pageShape = z.looseObject({ items: z.array(z.unknown()), next_cursor: z.string().nullish() });

export const errorShape = z.looseObject({
  code: z.string(),
  id: z.string().optional(),
  description: z.string().optional(),
  parameter: z.string().optional(),
});

/** 202: not finished; ask again with the same key after so many milliseconds. */
export const processingShape = z.looseObject({ retry_after: z.number().nonnegative().optional() });
