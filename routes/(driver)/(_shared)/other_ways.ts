// Other ways to pay for the same thing, while the provider of a payment does not answer or has refused it.
import { isGivenUp } from "../../../components/payments/another_way.ts";
import type { OtherWay } from "../../../components/payments/OtherWays.tsx";
import type { PaymentView } from "../../../domain/payments/mod.ts";
import { priceIn } from "../../../domain/settings/tariffs.ts";
import type { State } from "../../(_shared)/define.ts";

/** Those that one press is enough for, with what they cost; none while payments are off or the tariff is not sold. */
export async function otherWays({ app }: State, payment: PaymentView): Promise<OtherWay[]> {
  const { status, provider, promoCode, receiptContact } = payment;
  if (isGivenUp(payment) || (status !== "requested" && status !== "failed")) return [];
  const { payments, promoCodes, settings } = app;
  const [flags, tariff] = await Promise.all([settings.flags(), settings.tariff(payment.tariff.id)]);
  if (!flags.payments_enabled || !tariff) return [];
  const ways = payments.providers.map(async ({ name, currency, needsReceiptContact = false }) => {
    const price = priceIn(tariff, currency);
    if (name === provider || !price || (needsReceiptContact && !receiptContact)) return [];
    // The first payment may still hold the code: what it is worth counts here, not whether it is free.
    const offer = promoCode === undefined ? { amount: price } : await promoCodes.quote(promoCode, price);
    // A code that says nothing of this currency is refused with it: kopecks off a price in Stars.
    return offer ? [{ provider: name, amount: offer.amount, needsReceiptContact }] : [];
  });
  return (await Promise.all(ways)).flat();
}
