// Payments in Telegram: createInvoiceLink, answerPreCheckoutQuery, refundStarPayment, getStarTransactions.
import { z } from "zod";
import { badRequest } from "../api_error.ts";
import type { Entry } from "../invoices.ts";
import { checked, flag, structured, wholeNumber } from "../parameters.ts";
import { refundCharge } from "../stars.ts";
import { asUser } from "../users.ts";
import type { TelegramWorld } from "../world.ts";
import type { Method } from "./method.ts";

/** Telegram knows no other length of a subscription in Stars, and none dearer. */
const MONTH = 2_592_000;
const MOST_RENEWED = 10_000;

const invoiceSchema = z.object({
  title: z.string().min(1).max(32),
  description: z.string().min(1).max(255),
  payload: z.string().min(1).max(128),
  currency: z.string().length(3),
  provider_token: z.string().optional(),
  prices: structured(z.array(z.object({ label: z.string().min(1), amount: z.int() })).min(1)),
  subscription_period: wholeNumber.optional(),
});

export const paymentMethods: Record<string, Method> = {
  createInvoiceLink(world, parameters) {
    const { title, description, payload, currency, provider_token, prices, subscription_period: period } =
      checked(invoiceSchema, parameters);
    if (new TextEncoder().encode(payload).length > 128) throw badRequest("PAYLOAD_INVALID");
    if (currency === "XTR" && prices.length !== 1) throw badRequest("STARS_INVOICE_INVALID");
    if (currency !== "XTR" && !provider_token) throw badRequest("PAYMENT_PROVIDER_INVALID");
    const total = prices.reduce((sum, { amount }) => sum + amount, 0);
    if (total <= 0) throw badRequest("CURRENCY_TOTAL_AMOUNT_INVALID");
    if (period !== undefined && (currency !== "XTR" || period !== MONTH || total > MOST_RENEWED)) {
      throw badRequest("SUBSCRIPTION_PERIOD_INVALID");
    }
    const invoice = world.invoices.create({ title, description, payload, currency, total, period });
    return `https://t.me/$${invoice.slug}`;
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
    const charge = world.invoices.findCharge(telegram_payment_charge_id);
    if (charge?.userId !== user_id) throw badRequest("CHARGE_NOT_FOUND");
    if (charge.refunded) throw badRequest("CHARGE_ALREADY_REFUNDED");
    refundCharge(world, charge);
    return true;
  },

  getStarTransactions(world, parameters) {
    const schema = z.object({
      offset: wholeNumber.pipe(z.number().min(0)).default(0),
      limit: wholeNumber.pipe(z.number().min(1).max(100)).default(100),
    });
    const { offset, limit } = checked(schema, parameters);
    const entries = world.invoices.books().slice(offset, offset + limit);
    return { transactions: entries.map((entry) => transaction(world, entry)) };
  },
};

function transaction(world: TelegramWorld, { charge, direction, date }: Entry): Record<string, unknown> {
  const { total, payload, period } = world.invoices.get(charge.slug)!;
  const partner = {
    type: "user",
    transaction_type: "invoice_payment",
    user: asUser(world.users.get(charge.userId)!),
    invoice_payload: payload,
    ...(period !== undefined && { subscription_period: period }),
  };
  return {
    id: charge.id,
    amount: total,
    date,
    ...(direction === "in" ? { source: partner } : { receiver: partner }),
  };
}
