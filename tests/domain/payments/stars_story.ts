// A payment in Stars, and what Telegram tells of it.
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import type { ProviderPayment } from "../../../domain/payments/ports.ts";
import { stars } from "../../../domain/shared/money.ts";
import { driverId, observe, requested } from "./story.ts";

const order = (requested as Extract<PaymentEvent, { type: "PaymentRequested" }>).data;

export const inStars: PaymentEvent = {
  type: "PaymentRequested",
  data: { ...order, provider: "stars", price: stars(350), discount: stars(0), amount: stars(350) },
};

/** The right sum from the right person under an id of a charge or an invoice, but for `more`. */
export const charge = (id: string, more: Partial<ProviderPayment> = {}) =>
  observe({
    provider: "stars",
    providerPaymentId: id,
    amount: { minor: 350, currency: "XTR" },
    payerId: driverId,
    ...more,
  });
