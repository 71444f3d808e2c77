// One shop at YooKassa: what becomes of payments and refunds, by the shop's own clock.
import { ApiError, invalid } from "./api_error.ts";
import type { Payment, Refund } from "./objects.ts";

export interface NewPayment {
  readonly minor: number;
  readonly currency: string;
  readonly capture: boolean;
  readonly description?: string;
  readonly metadata: Record<string, string>;
  readonly returnUrl?: string;
  readonly hasReceipt: boolean;
}

export type ShopEvent =
  | { readonly event: `payment.${string}`; readonly payment: Payment }
  | { readonly event: "refund.succeeded"; readonly refund: Refund };

const HOUR = 3_600_000;
/** Cards are paid within the hour; held money is decided on within a week (bank cards). */
const PAY_WITHIN = HOUR;
const HELD_FOR = 7 * 24 * HOUR;

export class Shop {
  readonly payments = new Map<string, Payment>();
  readonly refunds = new Map<string, Refund>();
  /** New refunds stay pending until told otherwise. */
  pendingRefunds = false;
  /** Fields that need not be there are written as null. */
  nulls = false;
  #offset = 0;

  constructor(readonly baseNow: () => number, readonly tell: (event: ShopEvent) => void) {}

  now(): number {
    return this.baseNow() + this.#offset;
  }

  /** Time passes: what nobody paid or captured in time is canceled. */
  advance(ms: number): void {
    this.#offset += ms;
    for (const payment of this.payments.values()) {
      const age = this.now() - payment.createdAt;
      if (payment.status === "pending" && age >= PAY_WITHIN) {
        this.cancel(payment, { party: "yoo_money", reason: "expired_on_confirmation" });
      }
      if (payment.status === "waiting_for_capture" && age >= HELD_FOR) {
        this.cancel(payment, { party: "yoo_money", reason: "expired_on_capture" });
      }
    }
  }

  reset(): void {
    this.payments.clear();
    this.refunds.clear();
    this.pendingRefunds = false;
    this.nulls = false;
    this.#offset = 0;
  }

  create(order: NewPayment): Payment {
    const payment: Payment = {
      ...order,
      id: newObjectId(),
      status: "pending",
      createdAt: this.now(),
      pretends: {},
    };
    this.payments.set(payment.id, payment);
    return payment;
  }

  /** The payer has paid. */
  pay(payment: Payment): void {
    if (payment.status !== "pending") throw invalid("Payment is not pending", "payment_id");
    if (payment.capture) return this.#succeed(payment);
    payment.status = "waiting_for_capture";
    payment.expiresAt = this.now() + HELD_FOR;
    this.tell({ event: "payment.waiting_for_capture", payment });
  }

  capture(payment: Payment, minor = payment.minor): void {
    if (payment.status !== "waiting_for_capture") throw invalid("Payment is not held", "payment_id");
    if (minor > payment.minor) throw invalid("Amount is more than was held", "amount");
    payment.minor = minor;
    this.#succeed(payment);
  }

  cancel(payment: Payment, cancellation: { party: string; reason: string }): void {
    payment.status = "canceled";
    payment.cancellation = cancellation;
    delete payment.expiresAt;
    this.tell({ event: "payment.canceled", payment });
  }

  #succeed(payment: Payment): void {
    payment.status = "succeeded";
    payment.capturedAt = this.now();
    delete payment.expiresAt;
    this.tell({ event: "payment.succeeded", payment });
  }

  refund(payment: Payment, { minor, description }: { minor: number; description?: string }): Refund {
    if (payment.status !== "succeeded") throw invalid("Payment is not succeeded", "payment_id");
    if (this.refundedMinor(payment, true) + minor > payment.minor) {
      throw invalid("Refund is more than is left of the payment", "amount");
    }
    const refund: Refund = {
      id: newObjectId(),
      paymentId: payment.id,
      status: "pending",
      minor,
      currency: payment.currency,
      createdAt: this.now(),
      ...(description !== undefined && { description }),
    };
    this.refunds.set(refund.id, refund);
    if (!this.pendingRefunds) this.settleRefund(refund, "succeeded");
    return refund;
  }

  /** There is no notification of a refused refund. */
  settleRefund(refund: Refund, status: "succeeded" | "canceled", reason = "insufficient_funds"): void {
    if (refund.status !== "pending") throw invalid("Refund is not pending", "refund_id");
    refund.status = status;
    if (status === "canceled") refund.cancellation = { party: "yoo_money", reason };
    else this.tell({ event: "refund.succeeded", refund });
  }

  refundedMinor(payment: Payment, withPending = false): number {
    return [...this.refunds.values()]
      .filter(({ paymentId, status }) =>
        paymentId === payment.id && (status === "succeeded" || (withPending && status === "pending"))
      )
      .reduce((sum, { minor }) => sum + minor, 0);
  }

  payment(id: string): Payment {
    const payment = this.payments.get(id);
    if (!payment) throw new ApiError(404, "not_found", "Payment doesn't exist", "payment_id");
    return payment;
  }

  refundOf(id: string): Refund {
    const refund = this.refunds.get(id);
    if (!refund) throw new ApiError(404, "not_found", "Refund doesn't exist", "refund_id");
    return refund;
  }
}

/** In the likeness of theirs: 2d93cac0-000f-5000-8000-126628f15141. */
function newObjectId(): string {
  const [first, , , , last] = crypto.randomUUID().split("-");
  return `${first}-000f-5000-8000-${last}`;
}
