// Promo codes: a smaller price or some days, for as many as was promised and no more (contract 5.4).
import { createInTurn } from "../shared/in_turn.ts";
import type { Money } from "../shared/money.ts";
import { type Execute, onBehalfOf, type Origin } from "../shared/origin.ts";
import type { Clock, NewId } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import type { Subscription, Subscriptions } from "../subscriptions/mod.ts";
import { codeFrom, GENERATED_BYTES, normaliseCode, promoGrant, promoStream } from "./code.ts";
import type { PromoCodeCommand } from "./commands.ts";
import { promoCodeDecider } from "./decide.ts";
import { hasTerms } from "./evolve.ts";
import { isGoodFor } from "./good_for.ts";
import { type Discounted, discounted, type PromoForm, type Quote } from "./terms.ts";
import type { PromoCodeRow, PromoUseRow } from "./view.ts";

export type { PromoCodeRow, PromoUseRow } from "./view.ts";
export type { Quote } from "./terms.ts";
export { PromoForm } from "./terms.ts";

/** The one answer to whatever is wrong with a code. */
export type PromoInvalid = { readonly refused: "promo_code_invalid" };

export interface Reservation {
  readonly paymentId: string;
  readonly driverId: number;
  readonly until: string;
  readonly tariffId: string;
  /** The tariff's price in roubles, whatever it is paid in. */
  readonly price: Money;
  /** Whether it is the driver's first purchase: the till decides that. */
  readonly firstPurchase: boolean;
}

export interface PromoBuyer {
  readonly driverId: number;
  readonly tariffId: string;
  /** The tariff's price in roubles, whatever it is paid in. */
  readonly listPrice: Money;
}

type Use = { readonly code: string; readonly driverId: number; readonly useId: string };

export interface PromoCodes {
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
  /**
   * Without a code in the form one is made up. The command id of the origin names the wish: the same one twice is one
   * code, and another form under it is refused.
   */
  create(
    form: PromoForm,
    origin: Origin,
  ): Promise<PromoCodeRow | { readonly refused: "promo_code_exists" | "idempotency_key_reused" }>;
  deactivate(
    code: string,
    reason: string | undefined,
    origin: Origin,
  ): Promise<PromoCodeRow | { readonly refused: "not_found" }>;
  list(options?: { limit?: number; after?: string }): Promise<PromoCodeRow[]>;
  find(typed: string): Promise<PromoCodeRow | null>;
  uses(code: string): Promise<PromoUseRow[]>;
}

/** Chances that a made-up code exists already are one in 10^12; it is tried again all the same. */
const ATTEMPTS = 3;

export function createPromoCodes(
  ports: {
    execute: Execute;
    views: { codes: View<PromoCodeRow>; uses: View<PromoUseRow> };
    subscriptions: Subscriptions;
    /** What becomes of a price below one rouble. */
    belowMinimum: () => Promise<"raise" | "zero">;
    clock: Clock;
    newId: NewId;
    /** The same for the same name, and nobody else can tell them. */
    secretBytes: (name: string, count: number) => Uint8Array;
  },
): PromoCodes {
  const { execute, views, subscriptions, belowMinimum, clock, newId, secretBytes } = ports;
  const inTurn = createInTurn();
  const now = () => new Date(clock()).toISOString();
  const find = (typed: string) => views.codes.get([normaliseCode(typed)]);

  async function obey(command: PromoCodeCommand, origin: Origin) {
    const handled = await execute(promoCodeDecider, promoStream(command.code), command, origin);
    if ("ok" in handled) await views.codes.reached(handled.position);
    return handled;
  }

  return {
    async quote(typed, price) {
      const row = await find(typed);
      const cheaper = row && discounted(row, price, await belowMinimum());
      return cheaper && { ...cheaper, firstPurchaseOnly: row.firstPurchaseOnly === true };
    },
    async offer(typed, { driverId, tariffId, listPrice }, price) {
      const row = await find(typed);
      if (!row) return null;
      const uses = (await views.uses.list([row.code])).map((use) => use.row);
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
    async create({ code: named, ...form }, origin) {
      const wish = origin.commandId ?? newId();
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const code = named ?? codeFrom(secretBytes(`${wish}:${attempt}`, GENERATED_BYTES));
        const handled = await obey({ type: "CreatePromoCode", code, form }, origin);
        if ("ok" in handled) {
          const isRepeat = handled.ok.length === 0;
          if (isRepeat && !hasTerms(handled.state, form)) return { refused: "idempotency_key_reused" };
          return (await views.codes.get([code]))!;
        }
        if (named !== undefined) break;
      }
      return { refused: "promo_code_exists" };
    },
    async deactivate(typed, reason, origin) {
      const code = normaliseCode(typed);
      const handled = await obey({ type: "DeactivatePromoCode", code, ...(reason && { reason }) }, origin);
      const row = await views.codes.get([code]);
      return "refused" in handled || !row ? { refused: "not_found" } : row;
    },
    async list({ limit = 100, after } = {}) {
      const rows = await views.codes.list([], { limit, ...(after !== undefined && { after: [after] }) });
      return rows.map(({ row }) => row);
    },
    find,
    uses: async (code) => (await views.uses.list([normaliseCode(code)])).map(({ row }) => row),
  };
}
