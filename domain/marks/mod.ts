// Marks: what a driver keeps an eye on, and what they do not want to see again.
import { CargoSnapshot } from "../freight/cargo.ts";
import type { Freight } from "../freight/mod.ts";
import type { NotFound, Unavailable } from "../freight/ports.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { View } from "../shared/projection.ts";
import { type MarkCommand, marksStream } from "./commands.ts";
import { markDecider, type MarkRefusal } from "./decide.ts";
import { type Marked, nothingMarked } from "./evolve.ts";
import type { MarkedCargoRow } from "./view.ts";

export { Company, MarkKind } from "./commands.ts";
export type { MarkRefusal } from "./decide.ts";
export { type Marked, nothingMarked } from "./evolve.ts";
export { laidOver } from "./lay_over.ts";

/** A marked load as it was when it was marked. */
export interface MarkedCargo {
  readonly cargoId: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly cargo: CargoSnapshot;
}

/** A favourite as it is today: what it pays now, or that it is gone; neither is known while the exchange is silent. */
export interface Favourite extends MarkedCargo {
  readonly gone: boolean;
}

type Outcome = Marked | { readonly refused: MarkRefusal };
/** The driver was forgotten while the exchange was asked about the load. */
type Forgotten = { readonly refused: "unauthenticated" };
type OfCargo = Promise<Outcome | NotFound | Unavailable | Forgotten>;

/** Every request answers with what is marked after it; asking twice changes nothing. */
export interface Marks {
  /** Puts a load among the favourites. */
  keep(driverId: number, cargoId: string, origin: Origin): OfCargo;
  unkeep(driverId: number, cargoId: string, origin: Origin): Promise<Outcome>;
  /** Takes a load out of the driver's lists; a full list lets go of the oldest. */
  hide(driverId: number, cargoId: string, origin: Origin): OfCargo;
  show(driverId: number, cargoId: string, origin: Origin): Promise<Outcome>;
  /** Takes all loads of a company out of the driver's lists. */
  hideCompany(driverId: number, company: string, origin: Origin): Promise<Outcome>;
  showCompany(driverId: number, company: string, origin: Origin): Promise<Outcome>;
  /** Drops every mark, for a driver who is forgotten. */
  clear(driverId: number, origin: Origin): Promise<void>;
  /** What the driver has marked; one object until it changes. */
  of(driverId: number): Promise<Marked>;
  /** Favourites, the newest first, with today's prices. */
  favourites(driverId: number): Promise<Favourite[]>;
  /** Hidden loads, the newest first. */
  hiddenCargos(driverId: number): Promise<MarkedCargo[]>;
}

export interface MarksPorts {
  readonly execute: Execute;
  readonly view: View<Marked>;
  readonly cargos: View<MarkedCargoRow>;
  readonly freight: Pick<Freight, "detail" | "prices">;
  /** Whether the driver has signed in and has not been forgotten since. */
  readonly isKnown: (driverId: number) => Promise<boolean>;
}

export function createMarks({ execute, view, cargos, freight, isKnown }: MarksPorts): Marks {
  const of = async (driverId: number) => await view.get([driverId]) ?? nothingMarked;

  async function obey(command: MarkCommand, origin: Origin): Promise<Outcome> {
    const handled = await execute(markDecider, marksStream(command.driverId), command, origin);
    if ("refused" in handled) return handled;
    await Promise.all([view.reached(handled.position), cargos.reached(handled.position)]);
    return await of(command.driverId);
  }

  async function mark(type: "KeepCargo" | "HideCargo", driverId: number, cargoId: string, origin: Origin) {
    const found = await freight.detail(cargoId);
    if ("refused" in found) return found;
    if (!await isKnown(driverId)) return { refused: "unauthenticated" } as const;
    return await obey({ type, driverId, cargoId, cargo: CargoSnapshot.parse(found.data) }, origin);
  }

  async function marked(driverId: number, ids: readonly string[]) {
    const rows = await Promise.all(ids.map((cargoId) => cargos.get([driverId, cargoId])));
    return ids.flatMap((cargoId, index) => {
      const row = rows[index];
      return row ? [{ cargoId, ...row }] : [];
    }).reverse();
  }

  return {
    of,
    keep: (driverId, cargoId, origin) => mark("KeepCargo", driverId, cargoId, origin),
    unkeep: (driverId, cargoId, origin) => obey({ type: "UnkeepCargo", driverId, cargoId }, origin),
    hide: (driverId, cargoId, origin) => mark("HideCargo", driverId, cargoId, origin),
    show: (driverId, cargoId, origin) => obey({ type: "ShowCargo", driverId, cargoId }, origin),
    hideCompany: (driverId, company, origin) => obey({ type: "HideCompany", driverId, company }, origin),
    showCompany: (driverId, company, origin) => obey({ type: "ShowCompany", driverId, company }, origin),
    async clear(driverId, origin) {
      await obey({ type: "ClearMarks", driverId }, origin);
    },
    async favourites(driverId) {
      const kept = await marked(driverId, (await of(driverId)).kept);
      if (kept.length === 0) return [];
      const found = await freight.prices(kept.map(({ cargoId }) => cargoId));
      const now = new Map("refused" in found ? [] : found.data.map((price) => [price.id, price]));
      return kept.map(({ cargoId, cargo, keptAt = "" }) => {
        const { gone = false, price, pricePerKm } = now.get(cargoId) ?? {};
        const today = { ...(price && { price }), ...(pricePerKm && { pricePerKm }) };
        return { cargoId, at: keptAt, gone, cargo: { ...cargo, ...today } };
      });
    },
    async hiddenCargos(driverId) {
      const hidden = await marked(driverId, (await of(driverId)).hidden);
      return hidden.map(({ cargoId, cargo, hiddenAt = "" }) => ({ cargoId, cargo, at: hiddenAt }));
    },
  };
}
