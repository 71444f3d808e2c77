// What payments come to, by currency: no sum mixes roubles with Stars.
import type { Currency } from "../shared/money.ts";
import type { PaymentStatus } from "./status.ts";
import type { PaymentView } from "./view.ts";

export type Sums = Readonly<Partial<Record<Currency, number>>>;

/** Minor units by currency. */
export interface PaymentTotals {
  readonly count: number;
  readonly byStatus: Readonly<Partial<Record<PaymentStatus, number>>>;
  readonly received: Sums;
  readonly refunded: Sums;
  readonly discount: Sums;
}

export class Totals {
  #count = 0;
  #byStatus: Partial<Record<PaymentStatus, number>> = {};
  #received: Partial<Record<Currency, number>> = {};
  #refunded: Partial<Record<Currency, number>> = {};
  #discount: Partial<Record<Currency, number>> = {};

  add({ status, amount: { currency }, receivedMinor, refundedMinor, discount }: PaymentView): void {
    this.#count++;
    this.#byStatus[status] = (this.#byStatus[status] ?? 0) + 1;
    this.#received[currency] = (this.#received[currency] ?? 0) + receivedMinor;
    this.#refunded[currency] = (this.#refunded[currency] ?? 0) + refundedMinor;
    // What nobody paid was no discount either.
    if (receivedMinor > 0) this.#discount[currency] = (this.#discount[currency] ?? 0) + discount.minor;
  }

  sum(): PaymentTotals {
    return {
      count: this.#count,
      byStatus: this.#byStatus,
      received: this.#received,
      refunded: this.#refunded,
      discount: this.#discount,
    };
  }
}
