// From a press on "pay" to a payment: price and terms as they are now, the promo code held, one payment for many presses.
import type { Discounted, PromoCodes } from "../promo_codes/mod.ts";
import { normaliseCode } from "../promo_codes/code.ts";
import type { Settings, Tariff } from "../settings/mod.ts";
import { priceIn } from "../settings/tariffs.ts";
import { createInTurn } from "../shared/in_turn.ts";
import type { Money } from "../shared/money.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock, NewId } from "../shared/ports.ts";
import {
  type Checkout,
  checkoutDecider,
  type CheckoutOpened,
  type CheckoutRefusal,
  checkoutStream,
  sameOrder,
} from "./checkout.ts";
import { paymentStream } from "./commands.ts";
import { paymentDecider } from "./decide.ts";
import type { Provider } from "./events.ts";
import { isOpen, type Payment } from "./evolve.ts";

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
  readonly settings: Pick<Settings, "flags" | "tariff">;
  readonly promoCodes: Pick<PromoCodes, "quote" | "reserve">;
  /** Null when the operator has not switched the provider on. */
  readonly currencyOf: (provider: Provider) => "RUB" | "XTR" | null;
  /** Whether it makes tax receipts. */
  readonly needsReceiptContact: (provider: Provider) => boolean;
  readonly stateOf: (paymentId: string) => Promise<Payment>;
  readonly clock: Clock;
  readonly newId: NewId;
}

type Refused = { readonly refused: StartRefusal };
type Offer = Discounted & { readonly tariff: Tariff; readonly price: Money };
type Start = (
  driverId: number,
  form: PaymentForm,
  origin: Origin,
) => Promise<Begun | Refused>;

export function createStart(ports: StartPorts): Start {
  const { execute, settings, promoCodes, currencyOf, needsReceiptContact, stateOf, clock, newId } = ports;
  const inTurn = createInTurn();
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
    if (promoCode === undefined) return { tariff, price, discount: { ...price, minor: 0 }, amount: price };
    const quote = await promoCodes.quote(promoCode, price);
    return quote ? { tariff, price, ...quote } : { refused: "promo_code_invalid" };
  }

  async function close(driverId: number, paymentId: string, origin: Origin): Promise<void> {
    const command = { type: "CloseCheckout", driverId, paymentId } as const;
    await execute(checkoutDecider, checkoutStream(driverId), command, withoutIds(origin));
  }

  /** The open payment of the same order, or this one, now open. */
  async function checkOut(order: CheckoutOpened["data"], origin: Origin) {
    const command = { type: "OpenCheckout", order } as const;
    const handled = await execute(checkoutDecider, checkoutStream(order.driverId), command, origin);
    if ("refused" in handled) return handled;
    return sameOrder(handled.state as Checkout, order) ?? order;
  }

  return (driverId, form, origin) =>
    inTurn(String(driverId), async () => {
      const terms = await offer(form);
      if ("refused" in terms) return terms;
      const { tariff, price, discount, amount } = terms;
      const { provider, receiptContact } = form;
      if (amount.minor > 0 && receiptContact === undefined && needsReceiptContact(provider)) {
        return { refused: "receipt_contact_required" };
      }
      const promoCode = form.promoCode === undefined ? undefined : normaliseCode(form.promoCode);
      const at = new Date(clock()).toISOString();
      const openUntil = new Date(clock() + OPEN_FOR).toISOString();
      const order = {
        driverId,
        provider,
        tariffId: tariff.id,
        amount,
        ...(promoCode !== undefined && { promoCode }),
        at,
        openUntil,
      };
      let chosen = await checkOut({ ...order, paymentId: freshId() }, withoutIds(origin));
      if ("refused" in chosen) return chosen;
      const before = await stateOf(chosen.paymentId);
      // It has ended, and the checkout has not heard of it yet.
      if (before.status !== "none" && !isOpen(before) && !isFree(before)) {
        await close(driverId, chosen.paymentId, origin);
        chosen = await checkOut({ ...order, paymentId: freshId() }, withoutIds(origin));
        if ("refused" in chosen) return chosen;
      }
      const { paymentId } = chosen;
      const about = { paymentId, driverId, tariffId: tariff.id, until: chosen.openUntil };
      const held = promoCode === undefined
        ? null
        : await promoCodes.reserve(promoCode, { ...about, price: tariff.price }, withoutIds(origin));
      if (held && "refused" in held) {
        await close(driverId, paymentId, origin);
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
        ...(held && { promoCode: held.code }),
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

/** One id makes one command idempotent; the steps on the way are so by themselves. */
function withoutIds({ commandId: _, settles: __, ...origin }: Origin): Origin {
  return origin;
}
