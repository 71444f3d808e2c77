// From a press on "pay" to a payment: price and terms as they are now, the promo code held, one payment for many presses.
import type { PromoCodes } from "../../promo_codes/mod.ts";
import type { EventLog } from "../../shared/event_log.ts";
import { createInTurn } from "../../shared/in_turn.ts";
import { type Execute, onBehalfOf, type Origin } from "../../shared/origin.ts";
import type { Clock, NewId } from "../../shared/ports.ts";
import { paymentStream } from "../commands.ts";
import { paymentDecider } from "../decide.ts";
import { isOpen, type Payment } from "../state.ts";
import type { Begun } from "./begun.ts";
import type { CheckoutRefusal } from "./checkout.ts";
import type { Order } from "./checkout_events.ts";
import { type BesideOrder, createDeadEnds, type DeadEndPorts } from "./dead_end.ts";
import { createGiveWay } from "./give_way.ts";
import { createOffer, type Offer, type OfferPorts, type OfferRefusal, type PaymentForm } from "./offer.ts";
import { orderOf, type Wanted } from "./order.ts";
import type { Till } from "./till.ts";

export type StartRefusal = OfferRefusal | CheckoutRefusal;

export interface StartPorts extends OfferPorts, Pick<DeadEndPorts, "find"> {
  readonly execute: Execute;
  readonly log: Pick<EventLog, "readStream">;
  readonly till: Till;
  readonly stateOf: (paymentId: string) => Promise<Payment>;
  readonly promoCodes: OfferPorts["promoCodes"] & Pick<PromoCodes, "reserve" | "release">;
  readonly clock: Clock;
  readonly newId: NewId;
}

type Start = (
  driverId: number,
  form: PaymentForm,
  origin: Origin,
) => Promise<Begun | { readonly refused: StartRefusal }>;

export function createStart(ports: StartPorts): Start {
  const { execute, promoCodes, till, stateOf, clock, newId } = ports;
  const inTurn = createInTurn();
  const offer = createOffer(ports);
  const giveWay = createGiveWay(ports);
  const deadEndsOf = createDeadEnds(ports);
  /** Begins with the time, so that payments in the order of their ids are in the order they were asked for. */
  const freshId = () => `${clock().toString(36).padStart(9, "0")}${newId().replaceAll("-", "")}`;

  /** The payment the order is, and what has become of that so far. */
  async function choose(order: Wanted, beside: Beside, by: Origin): Promise<Chosen | Refused> {
    const open = async () => {
      const opened = await till.open({ ...order, paymentId: freshId() }, beside, by);
      return "refused" in opened ? opened : { order: opened, before: await stateOf(opened.paymentId) };
    };
    const chosen = await open();
    if ("refused" in chosen || !isOver(chosen.before)) return chosen;
    // It has ended, and the checkout has not heard of it yet.
    const { order: { driverId, paymentId }, before: { status } } = chosen;
    await till.close({ driverId, paymentId, paid: status === "succeeded" }, by);
    return await open();
  }

  async function ask(order: Order, terms: Offer, form: PaymentForm, origin: Origin): Promise<Begun> {
    const { paymentId, driverId, at, provider, promoCode, openUntil } = order;
    const { price, discount, amount, tariff: { id, name, days } } = terms;
    const { receiptContact } = form;
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
      openUntil,
      ...(receiptContact !== undefined && { receiptContact }),
    } as const;
    const handled = await execute(paymentDecider, paymentStream(paymentId), command, origin);
    if ("refused" in handled) throw new Error(`Cannot start payment ${paymentId}: ${handled.refused}`);
    const { ok, state, position } = handled;
    return { paymentId, created: ok.length > 0, state, position };
  }

  return (driverId, form, origin) =>
    inTurn(String(driverId), async () => {
      // One id makes one command idempotent; the steps on the way are so by themselves.
      const by = onBehalfOf(origin);
      const terms = await offer(form);
      if ("refused" in terms) return terms;
      const { provider } = form;
      const { id: tariffId, price: listPrice } = terms.tariff;
      const { paid, unanswered } = await giveWay.find({ driverId, provider, tariffId });
      if (paid) return paid;
      const beside = { givingWay: unanswered, ...await deadEndsOf(driverId, form) };
      const wanted = orderOf(driverId, form, terms, clock());
      const chosen = await choose(wanted, beside, by);
      if ("refused" in chosen) return chosen;
      const { order, before } = chosen;
      const { paymentId, promoCode, openUntil: until } = order;
      const isNew = before.status === "none";
      const leave = () => till.close({ driverId, paymentId, paid: false }, by);
      const firstPurchase = terms.firstPurchaseOnly;
      const holding = { paymentId, driverId, tariffId, until, listPrice, firstPurchase };
      const held = promoCode === undefined ? null : await promoCodes.reserve(promoCode, holding, by);
      // The price of a payment that was asked for stands, whatever has become of the code since.
      if (held && "refused" in held && isNew) {
        await leave();
        return held;
      }
      // Only now: a driver whose order is refused keeps the payment that waits.
      const justPaid = await giveWay.end(driverId, unanswered, by);
      if (!justPaid) return await ask({ ...order, at: wanted.at }, terms, form, origin);
      if (isNew) {
        await leave();
        if (held && "code" in held) await promoCodes.release({ ...held, driverId, useId: paymentId }, by);
      }
      return justPaid;
    });
}

type Beside = BesideOrder & { readonly givingWay: readonly string[] };
type Refused = { readonly refused: CheckoutRefusal };

interface Chosen {
  readonly order: Order;
  readonly before: Payment;
}

/** Nobody can pay it any more. A price of nothing is paid at once; a second press finds it paid. */
function isOver(state: Payment): boolean {
  if (state.status === "none" || isOpen(state)) return false;
  return state.status !== "succeeded" || state.amount.minor > 0;
}
