// From a press on "pay" to a payment: price and terms as they are now, the promo code held, one payment for many presses.
import { normaliseCode } from "../../promo_codes/code.ts";
import type { PromoCodes } from "../../promo_codes/mod.ts";
import type { EventLog } from "../../shared/event_log.ts";
import { createInTurn } from "../../shared/in_turn.ts";
import { type Execute, onBehalfOf, type Origin } from "../../shared/origin.ts";
import type { Clock, NewId } from "../../shared/ports.ts";
import { paymentStream } from "../commands.ts";
import { paymentDecider } from "../decide.ts";
import { isOpen, type Payment } from "../state.ts";
import type { CheckoutRefusal } from "./checkout.ts";
import { createDeadEnds, type DeadEndPorts } from "./dead_end.ts";
import { createGiveWay } from "./give_way.ts";
import { createOffer, type OfferPorts, type OfferRefusal, type PaymentForm } from "./offer.ts";
import type { Till } from "./till.ts";

export type StartRefusal = OfferRefusal | CheckoutRefusal;

export interface Begun {
  readonly paymentId: string;
  readonly created: boolean;
  readonly state: Payment;
  readonly position: number;
}

/** A card is paid within the hour (yookassa.ru, bank cards); later money is honoured all the same. */
const OPEN_FOR = 60 * 60_000;

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

  return (driverId, form, origin) =>
    inTurn(String(driverId), async () => {
      // One id makes one command idempotent; the steps on the way are so by themselves.
      const by = onBehalfOf(origin);
      const terms = await offer(form);
      if ("refused" in terms) return terms;
      const { tariff, price, discount, amount, firstPurchaseOnly } = terms;
      const { provider, receiptContact } = form;
      const { paid, unanswered } = await giveWay.find({ driverId, provider, tariffId: tariff.id });
      if (paid) return paid;
      const beside = { givingWay: unanswered, ...await deadEndsOf(driverId, form) };
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
      let chosen = await till.open({ ...order, paymentId: freshId() }, beside, by);
      if ("refused" in chosen) return chosen;
      let before = await stateOf(chosen.paymentId);
      // It has ended, and the checkout has not heard of it yet.
      if (before.status !== "none" && !isOpen(before) && !isFree(before)) {
        const paid = before.status === "succeeded";
        await till.close({ driverId, paymentId: chosen.paymentId, paid }, by);
        chosen = await till.open({ ...order, paymentId: freshId() }, beside, by);
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
      // Only now: a driver whose order is refused keeps the payment that waits.
      const justPaid = await giveWay.end(driverId, unanswered, by);
      if (justPaid) {
        if (before.status === "none") {
          await till.close({ driverId, paymentId, paid: false }, by);
          if (held && "code" in held) await promoCodes.release({ ...held, driverId, useId: paymentId }, by);
        }
        return justPaid;
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
