// Telegram gives an invoice in Stars no id, only every payment of it. Until the first one the payment goes by this.

const PREFIX = "invoice-";

/** Stands in for the provider's id of a payment whose invoice nobody has paid yet. */
export function invoiceOf(paymentId: string): string {
  return PREFIX + paymentId;
}

export function isInvoice(providerPaymentId: string): boolean {
  return providerPaymentId.startsWith(PREFIX);
}

/** Whose invoice it is. */
export function paymentOfInvoice(providerPaymentId: string): string {
  return providerPaymentId.slice(PREFIX.length);
}
