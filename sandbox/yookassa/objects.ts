// Payments and refunds as the shop has them, and how they are written on the wire (API v3).

export type PaymentStatus = "pending" | "waiting_for_capture" | "succeeded" | "canceled";

/** Kopecks inside, strings outside. */
export interface Payment {
  readonly id: string;
  status: PaymentStatus;
  minor: number;
  readonly currency: string;
  readonly capture: boolean;
  readonly createdAt: number;
  capturedAt?: number;
  expiresAt?: number;
  readonly description?: string;
  readonly metadata: Record<string, string>;
  readonly returnUrl?: string;
  readonly hasReceipt: boolean;
  cancellation?: { party: string; reason: string };
  /** Fields answered instead of the true ones, for tests of checks. */
  pretends: Record<string, unknown>;
}

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  status: "pending" | "succeeded" | "canceled";
  readonly minor: number;
  readonly currency: string;
  readonly createdAt: number;
  readonly description?: string;
  cancellation?: { party: string; reason: string };
}

export interface Presented {
  readonly shopId: string;
  readonly test: boolean;
  /** Where the payment page is. */
  readonly origin: string;
  readonly refundedMinor: number;
}

export function presentPayment(payment: Payment, { shopId, test, origin, refundedMinor }: Presented) {
  const { id, status, currency, description, metadata, cancellation } = payment;
  const money = (minor: number) => ({ value: print(minor), currency });
  const isPaid = status === "succeeded" || status === "waiting_for_capture";
  return {
    id,
    status,
    paid: isPaid,
    amount: money(payment.minor),
    ...(status === "pending" && payment.returnUrl !== undefined && {
      confirmation: {
        type: "redirect",
        return_url: payment.returnUrl,
        confirmation_url: `${origin}/checkout/payments/v2/contract?orderId=${id}`,
      },
    }),
    ...(payment.expiresAt !== undefined && { expires_at: iso(payment.expiresAt) }),
    ...(payment.capturedAt !== undefined && {
      captured_at: iso(payment.capturedAt),
      income_amount: money(Math.round(payment.minor * 0.965)),
    }),
    ...(isPaid && {
      payment_method: {
        type: "bank_card",
        id,
        saved: false,
        title: "Bank card *4444",
        card: { last4: "4444", card_type: "MasterCard", expiry_month: "12", expiry_year: "2031" },
      },
    }),
    ...(payment.hasReceipt && { receipt_registration: isPaid ? "succeeded" : "pending" }),
    ...(status === "succeeded" && { refunded_amount: money(refundedMinor) }),
    ...(cancellation && { cancellation_details: cancellation }),
    created_at: iso(payment.createdAt),
    ...(description !== undefined && { description }),
    metadata,
    recipient: { account_id: shopId, gateway_id: "100700" },
    refundable: status === "succeeded" && refundedMinor < payment.minor,
    test,
    // A field of tomorrow: who reads us must not mind.
    settlement_hint: { kind: "sandbox" },
    ...payment.pretends,
  };
}

export function presentRefund(refund: Refund) {
  const { id, paymentId, status, minor, currency, createdAt, description, cancellation } = refund;
  return {
    id,
    payment_id: paymentId,
    status,
    created_at: iso(createdAt),
    amount: { value: print(minor), currency },
    ...(description !== undefined && { description }),
    ...(cancellation && { cancellation_details: cancellation }),
  };
}

const OPTIONAL = {
  payment: [
    ...["confirmation", "captured_at", "cancellation_details", "refunded_amount", "receipt_registration"],
    ...["description", "expires_at", "payment_method", "income_amount"],
  ],
  refund: ["cancellation_details", "description"],
};

/** The same object with every field that need not be there written as null. */
export function withNulls(kind: keyof typeof OPTIONAL, object: object): object {
  return { ...Object.fromEntries(OPTIONAL[kind].map((name) => [name, null])), ...object };
}

export function print(minor: number): string {
  return `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
}

const iso = (time: number) => new Date(time).toISOString();
