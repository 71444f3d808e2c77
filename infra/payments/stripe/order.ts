// The parameters of a Checkout session as they are stored before the call (docs.stripe.com/api/checkout/sessions).
import type Stripe from "stripe";
import type { Order, Submission } from "../../../domain/payments/ports.ts";
import { paymentDescription } from "../../../texts/provider.ts";

export type SessionParams = Stripe.Checkout.SessionCreateParams & { readonly client_reference_id: string };

/** Unix seconds are what Stripe counts in; half an hour is the least a session lives. */
const OPEN_FOR = 3600;

export interface OrderRules {
  /** Where the driver comes back to, by our id of the payment. */
  readonly returnUrl: (paymentId: string) => string;
}

/** The mark goes onto the payment intent too: refunds and disputes know only that. */
export function sessionOf({ returnUrl }: OrderRules, order: Order, now: number): Submission {
  const { paymentId, amount, tariff } = order;
  const metadata = { payment_id: paymentId };
  const params: SessionParams = {
    mode: "payment",
    locale: "ru",
    line_items: [{
      quantity: 1,
      price_data: {
        currency: amount.currency.toLowerCase(),
        unit_amount: amount.minor,
        product_data: { name: paymentDescription(tariff) },
      },
    }],
    success_url: returnUrl(paymentId),
    cancel_url: returnUrl(paymentId),
    client_reference_id: paymentId,
    metadata,
    payment_intent_data: { metadata },
    expires_at: Math.floor(now / 1000) + OPEN_FOR,
  };
  return { idempotenceKey: paymentId, body: JSON.stringify(params) };
}
