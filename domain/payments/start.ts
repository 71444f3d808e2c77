// From a press on "pay" to a payment: price and terms as they are now, the promo code held, one payment for many presses.
import type { PromoCodes, Quote } from "../promo_codes/mod.ts";
import { normaliseCode } from "../promo_codes/code.ts";
import type { Settings, Tariff } from "../settings/mod.ts";
import { priceIn } from "../settings/tariffs.ts";
import { createInTurn } from "../shared/in_turn.ts";
import type { Money } from "../shared/money.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock, NewId } from "../shared/ports.ts";
import type { CheckoutRefusal } from "./checkout.ts";
import { paymentStream } from "./commands.ts";
import { paymentDecider } from "./decide.ts";
import type { Provider } from "./events.ts";
import { createGiveWay } from "./give_way.ts";
import { isOpen, type Payment } from "./state.ts";
import type { Till } from "./till.ts";

/** What a driver asks for. */
export interface PaymentForm {
  readonly tariffId: string;
  readonly provider: Provider;
  readonly promoCode?: string;
  /** E-mail or phone for the tax receipt; sealed at rest. */
  readonly receiptContact?: string;
}

export type StartRefusal =
  | "payments_disabled"
  | "tariff_not_found"
  | "provider_unavailable"
  | "promo_code_invalid"
  | "receipt_contact_required"
  | CheckoutRefusal;

export interface Begun {
  readonly paymentId: string;
  readonly created: boolean;
  readonly state: Payment;
  readonly position: number;
}

/** A card is paid within the hour (yookassa.ru, bank cards); later money is honoured all the same. */
const OPEN_FOR = 60 * 60_000;

export interface StartPorts {
  readonly execute: Execute;
  readonly till: Till;
  readonly stateOf: (paymentId: string) => Promise<Payment>;
  readonly settings: Pick<Settings, "flags" | "tariff">;
  readonly promoCodes: Pick<PromoCodes, "quote" | "reserve">;
  /** Null when the operator has not switched the provider on. */
  readonly currencyOf: (provider: Provider) => "RUB" | "XTR" | null;
  /** Whether it makes tax receipts. */
  readonly needsReceiptContact: (provider: Provider) => boolean;
  readonly clock: Clock;
  readonly newId: NewId;
}

type Refused = { readonly refused: StartRefusal };
type Offer = Quote & { readonly tariff: Tariff; readonly price: Money };
type Start = (
  driverId: number,
  form: PaymentForm,
  origin: Origin,
) => Promise<Begun | Refused>;

export function createStart(ports: StartPorts): Start {
  const { execute, settings, promoCodes, currencyOf, needsReceiptContact, till, stateOf, clock, newId } =
    ports;
  const inTurn = createInTurn();
  const giveWay = createGiveWay({ execute, till, clock });
  /** Begins with the time, so that payments in the order of their ids are in the order they were asked for. */
  const freshId = () => `${clock().toString(36).padStart(9, "0")}${newId().replaceAll("-", "")}`;

  /** The terms of the payment, or why there is none. */
  async function offer({ tariffId, provider, promoCode }: PaymentForm): Promise<Offer | Refused> {
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

  return (driverId, form, origin) =>
    inTurn(String(driverId), async () => {
      // One id makes one command idempotent; the steps on the way are so by themselves.
      const { commandId: _, settles: __, ...by } = origin;
      const terms = await offer(form);
      if ("refused" in terms) return terms;
      const { tariff, price, discount, amount, firstPurchaseOnly } = terms;
      const { provider, receiptContact } = form;
      if (amount.minor > 0 && receiptContact === undefined && needsReceiptContact(provider)) {
        return { refused: "receipt_contact_required" };
      }
      const paid = await giveWay({ driverId, provider, tariffId: tariff.id }, by);
      if (paid) return paid;
      const promoCode = form.promoCode === undefined ? undefined : normaliseCode(form.promoCode);
      const at = new Date(clock()).toISOString();
      const openUntil = new Date(clock() + OPEN_FOR).toISOString();
      const order = {
        driverId,
        provider,
        tariffId: tariff.id,
        amount,
        ...(promoCode !== undefined && { promoCode }),
        ...(firstPurchaseOnly && { firstPurchase: true }),
        at,
        openUntil,
      };
      let chosen = await till.open({ ...order, paymentId: freshId() }, by);
      if ("refused" in chosen) return chosen;
      let before = await stateOf(chosen.paymentId);
      // It has ended, and the checkout has not heard of it yet.
      if (before.status !== "none" && !isOpen(before) && !isFree(before)) {
        const paid = before.status === "succeeded";
        await till.close({ driverId, paymentId: chosen.paymentId, paid }, by);
        chosen = await till.open({ ...order, paymentId: freshId() }, by);
        if ("refused" in chosen) return chosen;
        before = await stateOf(chosen.paymentId);
      }
      const { paymentId } = chosen;
      const about = { paymentId, driverId, tariffId: tariff.id, until: chosen.openUntil };
      const asked = { ...about, price: tariff.price, firstPurchase: firstPurchaseOnly };
      const held = promoCode === undefined ? null : await promoCodes.reserve(promoCode, asked, by);
      // The price of a payment that was asked for stands, whatever has become of the code since.
      if (held && "refused" in held && before.status === "none") {
        await till.close({ driverId, paymentId, paid: false }, by);
        return held;
      }
      const { id, name, days } = tariff;
      const command = {
        type: "StartPayment",
        paymentId,
        driverId,
        at,
        provider,
        tariff: { id, name, days },
        price,
        discount,
        amount,
        ...(promoCode !== undefined && { promoCode }),
        openUntil: chosen.openUntil,
        ...(receiptContact !== undefined && { receiptContact }),
      } as const;
      const handled = await execute(paymentDecider, paymentStream(paymentId), command, origin);
      if ("refused" in handled) {
        throw new Error(`Cannot start payment ${paymentId}: ${handled.refused}`);
      }
      const { ok, state, position } = handled;
      return { paymentId, created: ok.length > 0, state, position };
    });
}

/** A price of nothing is paid at once; a second press finds it paid. */
function isFree(state: Payment): boolean {
  return state.status === "succeeded" && state.amount.minor === 0;
}
