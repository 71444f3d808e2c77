// Promo codes: a smaller price or some days, for as many as was promised and no more (contract 5.4).
import { createInTurn } from "../shared/in_turn.ts";
import type { Money } from "../shared/money.ts";
import { type Execute, onBehalfOf, type Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import type { Subscription, Subscriptions } from "../subscriptions/mod.ts";
import { normaliseCode, promoGrant } from "./code.ts";
import { isGoodFor } from "./good_for.ts";
import { createObey } from "./obey.ts";
import { createStaff, type StaffPorts, type StaffPromoCodes } from "./staff.ts";
import { type Discounted, discounted, type Purchase, type Quote } from "./terms.ts";

export type { PromoCodeRow, PromoUseRow } from "./view.ts";
export type { Quote } from "./terms.ts";
export { PromoForm } from "./terms.ts";

/** The one answer to whatever is wrong with a code. */
export type PromoInvalid = { readonly refused: "promo_code_invalid" };

/** Whether it is the driver's first purchase, is decided by the till. */
export interface Reservation extends Purchase {
  readonly paymentId: string;
  readonly driverId: number;
  /** ISO 8601 UTC. */
  readonly until: string;
}

export interface PromoBuyer extends Omit<Purchase, "firstPurchase"> {
  readonly driverId: number;
}

type Use = { readonly code: string; readonly driverId: number; readonly useId: string };

export interface PromoCodes extends StaffPromoCodes {
  /** The price after a code, without holding it; null when no such code makes it smaller. */
  quote(typed: string, price: Money): Promise<Quote | null>;
  /**
   * What a driver would pay with a code right now; null when it is not for them. Shown beside the price; what counts is
   * decided when the code is held.
   */
  offer(typed: string, to: PromoBuyer, price: Money): Promise<Discounted | null>;
  /**
   * Holds the code for a payment. Exact however many ask at once. A driver who has no other place to take brings along
   * the one held for another payment: that one keeps its price, and is flagged when it is paid all the same.
   */
  reserve(typed: string, what: Reservation, origin: Origin): Promise<{ code: string } | PromoInvalid>;
  redeem(use: Use, origin: Origin): Promise<void>;
  release(use: Use, origin: Origin): Promise<void>;
  /** Uses a code that gives days, and gives them. */
  apply(typed: string, driverId: number, origin: Origin): Promise<Subscription | PromoInvalid>;
}

export interface PromoCodesPorts extends Omit<StaffPorts, "obey"> {
  readonly execute: Execute;
  readonly subscriptions: Subscriptions;
  /** What becomes of a price below one rouble. */
  readonly belowMinimum: () => Promise<"raise" | "zero">;
  readonly clock: Clock;
}

export function createPromoCodes(ports: PromoCodesPorts): PromoCodes {
  const { execute, views, subscriptions, belowMinimum, clock } = ports;
  const inTurn = createInTurn();
  const now = () => new Date(clock()).toISOString();
  const obey = createObey({ execute, view: views.codes });
  const staff = createStaff({ ...ports, obey });
  const { find } = staff;

  return {
    ...staff,
    async quote(typed, price) {
      const row = await find(typed);
      const cheaper = row && discounted(row, price, await belowMinimum());
      return cheaper && { ...cheaper, firstPurchaseOnly: row.firstPurchaseOnly === true };
    },
    async offer(typed, { driverId, tariffId, listPrice }, price) {
      const row = await find(typed);
      if (!row) return null;
      const uses = await staff.uses(row.code);
      const firstPurchase = !await subscriptions.hasPaid(driverId);
      const isGood = isGoodFor(row, uses, { driverId, tariffId, listPrice, firstPurchase, at: now() });
      return isGood ? discounted(row, price, await belowMinimum()) : null;
    },
    async reserve(typed, { paymentId: useId, ...what }, origin) {
      const code = normaliseCode(typed);
      if (!await find(code)) return { refused: "promo_code_invalid" };
      const command = { type: "ReservePromoCode", code, useId, ...what, at: now() } as const;
      const handled = await obey(command, origin);
      return "refused" in handled ? { refused: "promo_code_invalid" } : { code };
    },
    async redeem(use, origin) {
      await obey({ type: "RedeemPromoCode", ...use, at: now() }, origin);
    },
    async release(use, origin) {
      await obey({ type: "ReleasePromoCode", ...use, at: now() }, origin);
    },
    // Two codes at once must not both find that the driver has had no trial: one would be used up for nothing.
    apply: (typed, driverId, origin) =>
      inTurn(String(driverId), async () => {
        const row = await find(typed);
        const isTrial = row?.type === "trial";
        if (!row || (isTrial && !await subscriptions.mayStartTrial(driverId))) {
          return { refused: "promo_code_invalid" };
        }
        const { code, value: days } = row;
        const use = { code, driverId, useId: String(driverId), at: now() };
        const handled = await obey({ type: "ApplyPromoCode", ...use }, origin);
        if ("refused" in handled) return { refused: "promo_code_invalid" };
        // The queued step would do the same in a moment; the driver need not wait for it.
        const asked = { driverId, grantId: promoGrant(code, use.useId), days, promoCode: code };
        const by = onBehalfOf(origin);
        const done = isTrial
          ? await subscriptions.startTrial(asked, by)
          : await subscriptions.grantPromoDays(asked, by);
        return "refused" in done ? { refused: "promo_code_invalid" } : done;
      }),
  };
}
