// Open payments that the same press must not lead back to: one that does not fit waits for a person and cannot be paid,
// another would send its receipt to where the driver no longer wants it.
import type { Provider } from "./events.ts";
import type { PaymentForm } from "./offer.ts";
import type { ReadPayments } from "./reading.ts";
import type { Till } from "./till.ts";

export interface DeadEndPorts {
  readonly find: ReadPayments["find"];
  readonly till: Pick<Till, "waiting">;
  /** Whether it makes tax receipts. */
  readonly needsReceiptContact: (provider: Provider) => boolean;
}

type DeadEnds = (driverId: number, form: PaymentForm) => Promise<string[]>;

/** Their ids. */
export function createDeadEnds({ find, till, needsReceiptContact }: DeadEndPorts): DeadEnds {
  async function isDeadEnd(paymentId: string, { provider, receiptContact }: PaymentForm): Promise<boolean> {
    const payment = await find(paymentId);
    if (payment?.status === "mismatch") return true;
    // What is paid, or is about to be, is not sold again for the sake of a receipt.
    const mayBeAskedAnew = payment?.status === "requested" || payment?.status === "pending";
    return mayBeAskedAnew && needsReceiptContact(provider) && receiptContact !== undefined &&
      payment.receiptContact !== receiptContact;
  }

  return async (driverId, form) => {
    const ids = (await till.waiting(driverId))
      .filter(({ provider }) => provider === form.provider).map(({ paymentId }) => paymentId);
    const found = await Promise.all(ids.map((id) => isDeadEnd(id, form)));
    return ids.filter((_, index) => found[index]);
  };
}
