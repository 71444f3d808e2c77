// Whether a discount is worth showing to a driver: as the views know it. The decision is made when the code is held.
import { isInForce, isMeantFor, type Purchase } from "./terms.ts";
import type { PromoCodeRow, PromoUseRow } from "./view.ts";

export interface Asker extends Purchase {
  readonly driverId: number;
  /** ISO 8601 UTC. */
  readonly at: string;
}

export function isGoodFor(code: PromoCodeRow, uses: readonly PromoUseRow[], asker: Asker): boolean {
  const { driverId, at } = asker;
  if (!code.active || !isInForce(code, at) || !isMeantFor(code, asker)) return false;
  // What the driver holds is for a payment that is open: it may still be paid with.
  const taken = uses.filter((use) =>
    use.status === "redeemed" || (use.status === "reserved" && use.driverId !== driverId)
  );
  const own = taken.filter((use) => use.driverId === driverId);
  return taken.length < (code.totalLimit ?? Infinity) && own.length < code.perUserLimit;
}
