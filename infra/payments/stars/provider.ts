// Telegram Stars behind the port: an invoice's link to pay at, refunds of whole charges, the bot's own ledger.
import { type Api, GrammyError, HttpError } from "grammy";
import { invoiceOf, isInvoice, paymentOfInvoice } from "../../../domain/payments/checkout/invoice.ts";
import type { PaymentProvider, ProviderPayment, Rejection } from "../../../domain/payments/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import { orderTexts } from "../../../texts/orders.ts";
import { type Invoice, parseInvoice } from "./invoice.ts";
import { createLedger, type Transaction } from "./ledger.ts";
import { paymentsOf, refundsOf } from "./transactions.ts";

/** Telegram renews subscriptions of exactly this length, in seconds, and up to this price (core.telegram.org). */
const MONTH = 2_592_000;
const MOST_RENEWED = 10_000;
const DAY = 86_400;
const LONGEST_TITLE = 32;

/** `renews`: a tariff of 30 days is sold as a subscription, charged by Telegram until its payer stops it. */
export function createStars(
  { api, clock, renews }: {
    api: Pick<Api, "createInvoiceLink" | "refundStarPayment" | "getStarTransactions">;
    clock: Clock;
    renews: boolean;
  },
): PaymentProvider {
  const ledger = createLedger(api);

  /** Throws ProviderFailure when Telegram does not show it. */
  async function read(): Promise<readonly Transaction[]> {
    try {
      return await ledger.read();
    } catch (error) {
      const { rejected } = rejection(error, clock());
      throw new ProviderFailure(`Telegram does not show our transactions: ${rejected.code}`, "unknown");
    }
  }

  return {
    name: "stars",
    currency: "XTR",
    account: { test: false },
    renews,
    partialRefunds: false,
    prepare({ paymentId, amount, tariff: { name, days } }) {
      const title = orderTexts.title(name);
      const isRenewed = renews && days * DAY === MONTH && amount.minor <= MOST_RENEWED;
      const invoice: Invoice = {
        title: [...title].slice(0, LONGEST_TITLE).join(""),
        description: orderTexts.description(days),
        payload: paymentId,
        currency: "XTR",
        prices: [{ label: title, amount: amount.minor }],
        ...(isRenewed && { subscription_period: MONTH }),
      };
      return { idempotenceKey: paymentId, body: JSON.stringify(invoice) };
    },
    // Asking twice makes two links to one order; only one of them is ever shown.
    async create({ body }) {
      const { title, description, payload, currency, prices, ...more } = parseInvoice(body);
      try {
        const link = await api.createInvoiceLink(title, description, payload, "", currency, prices, more);
        return pending(payload, prices[0].amount, link);
      } catch (error) {
        return rejection(error, clock());
      }
    },
    async load(providerPaymentId) {
      const payments = paymentsOf(await read());
      if (!isInvoice(providerPaymentId)) {
        return payments.find((payment) => payment.providerPaymentId === providerPaymentId) ?? null;
      }
      const paymentId = paymentOfInvoice(providerPaymentId);
      return payments.find((payment) => payment.paymentId === paymentId) ?? null;
    },
    async loadRefund(providerRefundId) {
      return refundsOf(await read()).find((one) => one.providerRefundId === providerRefundId) ?? null;
    },
    async *list(since) {
      for (const payment of paymentsOf(await read())) {
        if (payment.paidAt !== undefined && payment.paidAt >= since) yield payment;
      }
    },
    async *listRefunds(since) {
      for (const refund of refundsOf(await read())) if (refund.at >= since) yield refund;
    },
    async refundsOf(id) {
      return refundsOf(await read()).filter(({ providerPaymentId }) => providerPaymentId === id);
    },
    async refund({ refundId, driverId, providerPaymentId, amount }) {
      try {
        await api.refundStarPayment(driverId, providerPaymentId);
      } catch (error) {
        if (!isRefundedAlready(error)) return rejection(error, clock());
      }
      return {
        provider: "stars",
        providerRefundId: providerPaymentId,
        providerPaymentId,
        status: "succeeded",
        amount,
        at: new Date(clock()).toISOString(),
        refundId,
      };
    },
  };
}

function pending(paymentId: string, minor: number, confirmationUrl: string): ProviderPayment {
  return {
    provider: "stars",
    providerPaymentId: invoiceOf(paymentId),
    status: "pending",
    amount: { minor, currency: "XTR" },
    test: false,
    paymentId,
    confirmationUrl,
  };
}

/** What Telegram refuses for good; throws what may go well another time. */
function rejection(error: unknown, now: number): Rejection {
  if (error instanceof HttpError) throw new ProviderFailure("Telegram did not answer", "unknown");
  if (!(error instanceof GrammyError)) throw error;
  const { error_code, description, parameters } = error;
  const text = `Telegram answered ${error_code} ${description}`;
  if (error_code === 429) {
    throw new ProviderFailure(text, "busy", now + (parameters.retry_after ?? 1) * 1000);
  }
  if (error_code >= 500) throw new ProviderFailure(text, "unknown");
  // A token that was revoked is answered with 401, one that never was a token with 404.
  if (error_code === 401 || error_code === 404) throw new ProviderFailure(text, "account");
  return { rejected: { code: String(error_code), error: description } };
}

/** The first call was obeyed and its answer lost. */
function isRefundedAlready(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes("CHARGE_ALREADY_REFUNDED");
}
