// A question before a payment, as Telegram asks it (Bot API, "PreCheckoutQuery").
import { z } from "zod";
import type { PreCheckoutQuery } from "./ports.ts";

const Question = z.looseObject({
  pre_checkout_query: z.looseObject({
    id: z.string(),
    from: z.looseObject({ id: z.number().int() }),
    currency: z.string(),
    total_amount: z.number().int(),
    invoice_payload: z.string(),
  }),
});

/** Null when the update asks something else. `json` must be one that `readUpdate` understands. */
export function readPreCheckout(json: string): PreCheckoutQuery | null {
  const { data } = Question.safeParse(JSON.parse(json));
  if (!data) return null;
  const { id, from, currency, total_amount, invoice_payload } = data.pre_checkout_query;
  return { queryId: id, driverId: from.id, currency, totalAmount: total_amount, payload: invoice_payload };
}
