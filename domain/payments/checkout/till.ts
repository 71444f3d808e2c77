// A driver at the till: which payment an order is, and whether it is a first purchase, decided in one stream.
import { fold } from "../../shared/decider.ts";
import type { EventLog } from "../../shared/event_log.ts";
import type { Execute, Origin } from "../../shared/origin.ts";
import type { Subscriptions } from "../../subscriptions/mod.ts";
import type { Payment } from "../state.ts";
import {
  type Checkout,
  type CheckoutCommand,
  checkoutDecider,
  type CheckoutRefusal,
  checkoutStream,
  sameOrder,
} from "./checkout.ts";
import type { Order } from "./checkout_events.ts";

type OpenCheckout = Extract<CheckoutCommand, { type: "OpenCheckout" }>;

export interface TillPorts {
  readonly execute: Execute;
  readonly log: Pick<EventLog, "readStream">;
  readonly subscriptions: Pick<Subscriptions, "hasPaid">;
  readonly stateOf: (paymentId: string) => Promise<Payment>;
}

export interface Till {
  /** The open payment of the same order, or this one, now open. */
  open(
    order: Order,
    beside: Pick<OpenCheckout, "givingWay" | "deadEnds" | "unpayable">,
    origin: Origin,
  ): Promise<Order | { readonly refused: CheckoutRefusal }>;
  /** Open orders, as the till knows of them: some may have ended a moment ago. */
  waiting(driverId: number): Promise<Order[]>;
  close(
    ended: { readonly driverId: number; readonly paymentId: string; readonly paid: boolean },
    origin: Origin,
  ): Promise<void>;
}

export function createTill({ execute, log, subscriptions, stateOf }: TillPorts): Till {
  async function waiting(driverId: number): Promise<Order[]> {
    const { open } = fold(checkoutDecider, await log.readStream(checkoutStream(driverId)));
    return Object.values(open);
  }

  /** By the days that were granted, and by open payments whose days are about to be. */
  async function hasPaid(driverId: number): Promise<boolean> {
    if (await subscriptions.hasPaid(driverId)) return true;
    const payments = await Promise.all((await waiting(driverId)).map(({ paymentId }) => stateOf(paymentId)));
    return payments.some(({ status }) => status === "succeeded");
  }

  return {
    async open(order, beside, origin) {
      const known = order.firstPurchase === true && await hasPaid(order.driverId);
      const command = { type: "OpenCheckout", order, ...beside, hasPaid: known } as const;
      const handled = await execute(checkoutDecider, checkoutStream(order.driverId), command, origin);
      if ("refused" in handled) return handled;
      return sameOrder(handled.state as Checkout, order, beside.deadEnds) ?? order;
    },
    waiting,
    async close(ended, origin) {
      const command = { type: "CloseCheckout", ...ended } as const;
      await execute(checkoutDecider, checkoutStream(ended.driverId), command, origin);
    },
  };
}
