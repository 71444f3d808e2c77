// What YooKassa is asked for, to the byte: the same order makes the same body, and the key says so.
import type { Order, RefundOrder, Submission } from "../../../domain/payments/ports.ts";
import { printMinor } from "../../../domain/shared/money.ts";
import { paymentDescription, refundDescription } from "../../../texts/provider.ts";
import { receiptOf, type ReceiptRules } from "./receipt.ts";

export interface BodyRules {
  /** Where the driver comes back to, by our id of the payment. */
  readonly returnUrl: (paymentId: string) => string;
  /** Absent = receipts are not ours to make. */
  readonly receipts?: ReceiptRules;
}

/** Characters, not UTF-16 units: YooKassa counts code points. */
const LONGEST_DESCRIPTION = 128;

/** `capture: true` always: access is given at once, so nothing is held. No personal data goes into the metadata. */
export function paymentOf({ returnUrl, receipts }: BodyRules, order: Order): Submission {
  const { paymentId, amount, tariff, receiptContact: contact } = order;
  const description = shortened(paymentDescription(tariff));
  const body = {
    amount: { value: printMinor(amount.minor), currency: amount.currency },
    capture: true,
    confirmation: { type: "redirect", return_url: returnUrl(paymentId) },
    description,
    metadata: { payment_id: paymentId },
    ...(receipts && contact !== undefined &&
      { receipt: receiptOf(receipts, { amount, description, contact }) }),
  };
  return { idempotenceKey: paymentId, body: JSON.stringify(body) };
}

export function refundOf({ receipts }: BodyRules, order: RefundOrder): Submission {
  const { providerPaymentId, amount, receiptContact: contact } = order;
  const description = shortened(refundDescription);
  const body = {
    payment_id: providerPaymentId,
    amount: { value: printMinor(amount.minor), currency: amount.currency },
    description,
    ...(receipts && contact !== undefined &&
      { receipt: receiptOf(receipts, { amount, description, contact }) }),
  };
  return { idempotenceKey: order.idempotenceKey, body: JSON.stringify(body) };
}

function shortened(text: string): string {
  return [...text].slice(0, LONGEST_DESCRIPTION).join("");
}
