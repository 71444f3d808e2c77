// Open payments that the same press must not lead back to: one that does not fit waits for a person and cannot be paid,
// another would send its receipt to where the driver no longer wants it.
import type { Provider } from "../events.ts";
import type { ReadPayments } from "../reading.ts";
import type { PaymentView } from "../view.ts";
import type { PaymentForm } from "./offer.ts";
import type { Till } from "./till.ts";

export interface DeadEndPorts {
  readonly find: ReadPayments["find"];
  readonly till: Pick<Till, "waiting">;
  /** Whether it makes tax receipts. */
  readonly needsReceiptContact: (provider: Provider) => boolean;
}

/** Ids of open payments. */
export interface BesideOrder {
  /** Payments the order is not the same as, however like they look. */
  readonly deadEnds: readonly string[];
  /** Payments nobody can pay any more. */
  readonly unpayable: readonly string[];
}

type DeadEnds = (driverId: number, form: PaymentForm) => Promise<BesideOrder>;

export function createDeadEnds({ find, till, needsReceiptContact }: DeadEndPorts): DeadEnds {
  /** What is paid, or is about to be, is not sold again for the sake of a receipt. */
  function isReceiptElsewhere(payment: PaymentView, { provider, receiptContact }: PaymentForm): boolean {
    const mayBeAskedAnew = payment.status === "requested" || payment.status === "pending";
    return mayBeAskedAnew && payment.provider === provider && needsReceiptContact(provider) &&
      receiptContact !== undefined && payment.receiptContact !== receiptContact;
  }

  return async (driverId, form) => {
    const ids = (await till.waiting(driverId)).map(({ paymentId }) => paymentId);
    const payments = (await Promise.all(ids.map(find))).filter((payment) => payment !== null);
    const unpayable = payments.filter(({ status }) => status === "mismatch");
    const elsewhere = payments.filter((payment) => isReceiptElsewhere(payment, form));
    const idsOf = (some: PaymentView[]) => some.map(({ paymentId }) => paymentId);
    return { deadEnds: idsOf([...unpayable, ...elsewhere]), unpayable: idsOf(unpayable) };
  };
}
