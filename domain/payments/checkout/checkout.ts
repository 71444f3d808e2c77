// A driver at the till: who presses "pay" twice, on two phones or in a hurry, gets the one payment that is open.
import type { Decider } from "../../shared/decider.ts";
import type { CheckoutEvent, Order } from "./checkout_events.ts";

export type CheckoutCommand =
  | {
    readonly type: "OpenCheckout";
    readonly order: Order;
    /** Payments that end once this one is sure: they take no place. */
    readonly givingWay: readonly string[];
    /** Payments it is not the same as, however like they look. */
    readonly deadEnds: readonly string[];
    /** Payments nobody can pay any more: they take no place either, but may still turn out to be paid. */
    readonly unpayable: readonly string[];
    /** Whether the driver is known to have paid before: the till itself knows only of what was paid at it. */
    readonly hasPaid: boolean;
  }
  | {
    readonly type: "CloseCheckout";
    readonly driverId: number;
    readonly paymentId: string;
    readonly paid: boolean;
  };

export interface Checkout {
  /** Open payments by their id. */
  readonly open: Readonly<Record<string, Order>>;
  /** The latest order that cost nothing: it is paid and closed before a hurried second press arrives. */
  readonly free: Order | null;
  readonly hasPaid: boolean;
}

export type CheckoutRefusal = "too_many_open_payments" | "promo_code_invalid";

const MINUTE = 60_000;
/** For so long the same order is the same payment, milliseconds. */
const SAME_FOR = 10 * MINUTE;
const MOST_OPEN = 3;
/** With those nobody can pay: a shop that is set up wrong must not be pressed without end. */
const MOST_WAITING = 6;

export const checkoutDecider: Decider<CheckoutCommand, Checkout, CheckoutEvent, CheckoutRefusal> = {
  initialState: { open: {}, free: null, hasPaid: false },
  evolve(state, event) {
    if (event.type === "CheckoutOpened") {
      return { ...state, open: { ...state.open, [event.data.paymentId]: event.data } };
    }
    const { [event.data.paymentId]: closed, ...open } = state.open;
    const paid = event.data.paid === true;
    const free = paid && closed?.amount.minor === 0 ? closed : state.free;
    return { open, free, hasPaid: state.hasPaid || paid };
  },
  decide(command, state) {
    if (command.type === "CloseCheckout") {
      const { driverId, paymentId, paid } = command;
      // Money that came too late is told all the same.
      const isNews = state.open[paymentId] !== undefined || (paid && !state.hasPaid);
      if (!isNews) return { ok: [] };
      return { ok: [{ type: "CheckoutClosed", data: { driverId, paymentId, ...(paid && { paid }) } }] };
    }
    const { order, givingWay, deadEnds, unpayable, hasPaid } = command;
    if (sameOrder(state, order, deadEnds)) return { ok: [] };
    const waiting = Object.values(state.open).filter(({ paymentId, openUntil }) =>
      order.at < openUntil && !givingWay.includes(paymentId)
    );
    if (order.firstPurchase === true) {
      const another = waiting.some((one) => one.firstPurchase === true && one.promoCode !== order.promoCode);
      if (hasPaid || state.hasPaid || another) return { refused: "promo_code_invalid" };
    }
    const payable = waiting.filter(({ paymentId }) => !unpayable.includes(paymentId));
    if (payable.length >= MOST_OPEN || waiting.length >= MOST_WAITING) {
      return { refused: "too_many_open_payments" };
    }
    return { ok: [{ type: "CheckoutOpened", data: order }] };
  },
};

/** The payment an order is the same as, open or free: same tariff, provider, code and sum, not ten minutes old. */
export function sameOrder(
  { open, free }: Checkout,
  order: Order,
  deadEnds: readonly string[],
): Order | undefined {
  const sign = (one: Order) =>
    JSON.stringify([one.provider, one.tariffId, one.promoCode, one.amount.minor, one.amount.currency]);
  return [...Object.values(open), ...(free ? [free] : [])].find((one) =>
    one.paymentId === order.paymentId ||
    (sign(one) === sign(order) && !deadEnds.includes(one.paymentId) && order.at < one.openUntil &&
      Date.parse(order.at) - Date.parse(one.at) < SAME_FOR)
  );
}

export function checkoutStream(driverId: number): string {
  return `checkout-${driverId}`;
}
