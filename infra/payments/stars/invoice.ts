// The parameters of createInvoiceLink as they are stored before the call (Bot API, "createInvoiceLink").
import { z } from "zod";

const Invoice = z.object({
  title: z.string(),
  description: z.string(),
  payload: z.string(),
  currency: z.literal("XTR"),
  /** Exactly one for Stars. */
  prices: z.tuple([z.object({ label: z.string(), amount: z.number().int() })]),
  subscription_period: z.number().int().optional(),
}).transform(({ subscription_period, ...rest }) => ({
  ...rest,
  ...(subscription_period !== undefined && { subscription_period }),
}));
export type Invoice = z.infer<typeof Invoice>;

export function parseInvoice(body: string): Invoice {
  return Invoice.parse(JSON.parse(body));
}
