// What a driver asks to pay for, at the price and on the terms of this moment.
import type { PromoCodes, Quote } from "../../promo_codes/mod.ts";
import type { Settings, Tariff } from "../../settings/mod.ts";
import { priceIn } from "../../settings/tariffs.ts";
import type { Money } from "../../shared/money.ts";
import type { Provider } from "../events.ts";

/** What a driver asks for. */
export interface PaymentForm {
  readonly tariffId: string;
  readonly provider: Provider;
  readonly promoCode?: string;
  /** E-mail or phone for the tax receipt; sealed at rest. */
  readonly receiptContact?: string;
}

export type OfferRefusal =
  | "payments_disabled"
  | "tariff_not_found"
  | "provider_unavailable"
  | "promo_code_invalid"
  | "receipt_contact_required";

export interface OfferPorts {
  readonly settings: Pick<Settings, "flags" | "tariff">;
  readonly promoCodes: Pick<PromoCodes, "quote">;
  /** Null when the operator has not switched the provider on. */
  readonly currencyOf: (provider: Provider) => "RUB" | "XTR" | null;
  /** Whether it makes tax receipts. */
  readonly needsReceiptContact: (provider: Provider) => boolean;
}

/** What it is sold for, if it is sold. */
export type Offer = Quote & { readonly tariff: Tariff; readonly price: Money };

/** The terms of the payment, or why there is none. The promo code is not held yet. */
export function createOffer({ settings, promoCodes, currencyOf, needsReceiptContact }: OfferPorts) {
  async function priced({ tariffId, provider, promoCode }: PaymentForm): Promise<Offer | Refused> {
    if (!(await settings.flags()).payments_enabled) return { refused: "payments_disabled" };
    const currency = currencyOf(provider);
    if (currency === null) return { refused: "provider_unavailable" };
    const tariff = await settings.tariff(tariffId);
    const price = tariff && priceIn(tariff, currency);
    if (!tariff || !price) return { refused: "tariff_not_found" };
    if (promoCode === undefined) {
      return { tariff, price, discount: { ...price, minor: 0 }, amount: price, firstPurchaseOnly: false };
    }
    const quote = await promoCodes.quote(promoCode, price);
    return quote ? { tariff, price, ...quote } : { refused: "promo_code_invalid" };
  }

  return async (form: PaymentForm): Promise<Offer | Refused> => {
    const offer = await priced(form);
    if ("refused" in offer || offer.amount.minor === 0 || form.receiptContact !== undefined) return offer;
    return needsReceiptContact(form.provider) ? { refused: "receipt_contact_required" } : offer;
  };
}

type Refused = { readonly refused: OfferRefusal };
