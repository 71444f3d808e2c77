// Whether a discount is worth showing to a driver: as the views know it. The decision is made when the code is held.
import type { Money } from "../shared/money.ts";
import type { PromoCodeRow, PromoUseRow } from "./view.ts";

export interface Asker {
  readonly driverId: number;
  readonly tariffId: string;
  /** In roubles, before any discount. */
  readonly listPrice: Money;
  readonly firstPurchase: boolean;
  /** ISO 8601 UTC. */
  readonly at: string;
}

export function isGoodFor(code: PromoCodeRow, uses: readonly PromoUseRow[], asker: Asker): boolean {
  const { driverId, tariffId, listPrice, firstPurchase, at } = asker;
  if (!code.active || at < code.validFrom || at >= code.validTo) return false;
  if (code.tariffIds && !code.tariffIds.includes(tariffId)) return false;
  if (listPrice.minor < (code.minAmount ?? 0) || (code.firstPurchaseOnly && !firstPurchase)) return false;
  // What the driver holds is for a payment that is open: it may still be paid with.
  const taken = uses.filter((use) =>
    use.status === "redeemed" || (use.status === "reserved" && use.driverId !== driverId)
  );
  const own = taken.filter((use) => use.driverId === driverId);
  return taken.length < (code.totalLimit ?? Infinity) && own.length < code.perUserLimit;
}
