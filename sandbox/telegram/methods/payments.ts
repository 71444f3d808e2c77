// Payments in Telegram: createInvoiceLink, answerPreCheckoutQuery, refundStarPayment.
import { z } from "zod";
import { badRequest } from "../api_error.ts";
import { checked, flag, structured, wholeNumber } from "../parameters.ts";
import type { Method } from "./method.ts";

const invoiceSchema = z.object({
  title: z.string().min(1).max(32),
  description: z.string().min(1).max(255),
  payload: z.string().min(1).max(128),
  currency: z.string().length(3),
  provider_token: z.string().optional(),
  prices: structured(z.array(z.object({ label: z.string().min(1), amount: z.int() })).min(1)),
});

export const paymentMethods: Record<string, Method> = {
  createInvoiceLink(world, parameters) {
    const { title, description, payload, currency, provider_token, prices } = checked(
      invoiceSchema,
      parameters,
    );
    if (currency === "XTR" && prices.length !== 1) throw badRequest("STARS_INVOICE_INVALID");
    if (currency !== "XTR" && !provider_token) throw badRequest("PAYMENT_PROVIDER_INVALID");
    const total = prices.reduce((sum, { amount }) => sum + amount, 0);
    if (total <= 0) throw badRequest("CURRENCY_TOTAL_AMOUNT_INVALID");
    return `https://t.me/$${world.invoices.create({ title, description, payload, currency, total }).slug}`;
  },

  answerPreCheckoutQuery(world, parameters) {
    const schema = z.object({
      pre_checkout_query_id: z.coerce.string(),
      ok: flag,
      error_message: z.string().optional(),
    });
    const { pre_checkout_query_id, ok, error_message } = checked(schema, parameters);
    if (!ok && !error_message) throw badRequest("error message must be non-empty");
    if (!world.invoices.answer(pre_checkout_query_id, { ok, errorMessage: error_message })) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    }
    return true;
  },

  refundStarPayment(world, parameters) {
    const schema = z.object({ user_id: wholeNumber, telegram_payment_charge_id: z.string() });
    const { user_id, telegram_payment_charge_id } = checked(schema, parameters);
    const charge = world.invoices.findCharge(telegram_payment_charge_id, user_id);
    if (!charge) throw badRequest("CHARGE_NOT_FOUND");
    if (charge.refunded) throw badRequest("CHARGE_ALREADY_REFUNDED");
    charge.refunded = true;
    return true;
  },
};
