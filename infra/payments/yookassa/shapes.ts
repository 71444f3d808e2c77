// What YooKassa answers, as far as we read it; fields we do not know are no reason to lose a payment (API v3).
// A field that need not be there may be null as well: which of the two, is documented nowhere.
import { z } from "zod";

export const OBJECT_ID = /^[0-9a-f-]{36}$/i;

const amount = z.looseObject({ value: z.string(), currency: z.string() });
const cancellation = z.looseObject({ party: z.string().nullish(), reason: z.string().nullish() });
/** With milliseconds and Z as a rule, with an offset at times: +03:00, +0300 or +03. */
const time = z.string().transform((text) =>
  text.replace(/(T.*[+-]\d\d):?(\d\d)?$/, (_, before, minutes = "00") => `${before}:${minutes}`)
).pipe(z.iso.datetime({ offset: true }));

export const paymentShape = z.looseObject({
  id: z.string().regex(OBJECT_ID),
  status: z.enum(["pending", "waiting_for_capture", "succeeded", "canceled"]),
  amount,
  created_at: time,
  captured_at: time.nullish(),
  test: z.boolean().nullish(),
  recipient: z.looseObject({ account_id: z.string().nullish() }).nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  confirmation: z.looseObject({ confirmation_url: z.string().nullish() }).nullish(),
  cancellation_details: cancellation.nullish(),
  refunded_amount: amount.nullish(),
  receipt_registration: z.string().nullish(),
});
export type PaymentShape = z.infer<typeof paymentShape>;

export const refundShape = z.looseObject({
  id: z.string().regex(OBJECT_ID),
  payment_id: z.string(),
  status: z.enum(["pending", "succeeded", "canceled"]),
  amount,
  created_at: time,
  cancellation_details: cancellation.nullish(),
});
export type RefundShape = z.infer<typeof refundShape>;

/** Whose an object is that cannot be read as a whole: ours by our mark, a refund's by its payment. */
export const traceShape = z.object({
  id: z.string().regex(OBJECT_ID).nullable().catch(null),
  payment_id: z.string().nullable().catch(null),
  metadata: z.object({ payment_id: z.string() }).nullable().catch(null),
});

export const pageShape = z.looseObject({ items: z.array(z.unknown()), next_cursor: z.string().nullish() });

export const errorShape = z.looseObject({
  code: z.string(),
  id: z.string().nullish(),
  description: z.string().nullish(),
  parameter: z.string().nullish(),
});

/** 202: not finished; ask again with the same key after so many milliseconds. */
export const processingShape = z.looseObject({ retry_after: z.coerce.number().min(0).max(86_400_000) });
