// Promo codes as staff sees them: terms, how many places are taken, and who took them.
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { promoStream } from "./code.ts";
import { type PromoCodeEvent, promoCodeEvents } from "./events.ts";
import type { PromoTerms } from "./terms.ts";

export interface PromoCodeRow extends PromoTerms {
  readonly code: string;
  readonly active: boolean;
  readonly createdAt: string;
  /** Reservations that ended by their time alone are still among the reserved. */
  readonly reserved: number;
  readonly redeemed: number;
  readonly released: number;
  /** Redeemed past the limit, because a payment came late. */
  readonly overLimit: number;
  /** ISO 8601 UTC. */
  readonly lastUsedAt?: string;
}

/** One use of a code. */
export interface PromoUseRow {
  readonly code: string;
  readonly useId: string;
  readonly driverId: number;
  readonly status: "reserved" | "redeemed" | "released";
  readonly at: string;
  readonly overLimit: boolean;
}

const types = typesOf(promoCodeEvents);
const isUse = (event: StoredEvent) => types.has(event.type) && "useId" in event.data;

/** Rows at [code, useId]. */
export const promoUses: Projection<PromoUseRow> = {
  name: "promo_uses",
  version: 1,
  keys: (event) => isUse(event) ? [[(event as UseEvent).data.code, (event as UseEvent).data.useId]] : [],
  streams: ([code]) => [promoStream(String(code))],
  fold: (_, event) => {
    const { type, data } = event as UseEvent;
    const { code, useId, driverId, at } = data;
    return {
      code,
      useId,
      driverId,
      at,
      status: STATUS[type],
      overLimit: "overLimit" in data && data.overLimit,
    };
  },
};

const STATUS = {
  PromoCodeReserved: "reserved",
  PromoCodeRedeemed: "redeemed",
  PromoCodeReleased: "released",
} as const;

type UseEvent = StoredEvent<Extract<PromoCodeEvent, { type: keyof typeof STATUS }>>;

/** Rows at [code]. */
export const promoCodes: Projection<PromoCodeRow> = {
  name: "promo_codes",
  version: 1,
  keys: (event) => types.has(event.type) ? [[(event as StoredEvent<PromoCodeEvent>).data.code]] : [],
  streams: ([code]) => [promoStream(String(code))],
  fold: (row, event) => foldPromoCode(row, event as StoredEvent<PromoCodeEvent>),
};

function foldPromoCode(row: PromoCodeRow | null, stored: StoredEvent<PromoCodeEvent>): PromoCodeRow | null {
  const { type, data } = stored as PromoCodeEvent;
  if (type === "PromoCodeCreated") {
    const counts = { reserved: 0, redeemed: 0, released: 0, overLimit: 0 };
    return { ...data, active: true, createdAt: stored.meta.at, ...counts };
  }
  if (!row) return null;
  switch (type) {
    case "PromoCodeDeactivated":
      return { ...row, active: false };
    case "PromoCodeReserved":
      return { ...row, reserved: row.reserved + 1, lastUsedAt: data.at };
    case "PromoCodeRedeemed":
      return {
        ...row,
        reserved: row.reserved - (data.reserved ? 1 : 0),
        redeemed: row.redeemed + 1,
        overLimit: row.overLimit + (data.overLimit ? 1 : 0),
        lastUsedAt: data.at,
      };
    case "PromoCodeReleased":
      return { ...row, reserved: row.reserved - 1, released: row.released + 1 };
  }
}
