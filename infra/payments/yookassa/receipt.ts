// The tax receipt of a payment or a refund (54-FZ; yookassa.ru, receipts): one service, for exactly the money moved.
import { type Money, printMinor } from "../../../domain/shared/money.ts";

export interface ReceiptRules {
  /** 1–12; 11 and 12 are the 22 % of 2026. */
  readonly vatCode: number;
  /** 1–6, for a shop with several. */
  readonly taxSystemCode?: number;
  readonly paymentMode: "full_payment" | "full_prepayment";
}

/** `contact` is an e-mail address or a phone with its plus; the shop's cash register takes digits alone. */
export function receiptOf(
  { vatCode, taxSystemCode, paymentMode }: ReceiptRules,
  { amount, description, contact }: { amount: Money; description: string; contact: string },
) {
  return {
    customer: contact.includes("@") ? { email: contact } : { phone: contact.replace(/\D/g, "") },
    items: [{
      description,
      quantity: 1,
      amount: { value: printMinor(amount.minor), currency: amount.currency },
      vat_code: vatCode,
      payment_subject: "service",
      payment_mode: paymentMode,
      measure: "piece",
    }],
    ...(taxSystemCode !== undefined && { tax_system_code: taxSystemCode }),
  };
}
