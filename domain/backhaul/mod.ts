// Loads home: once a response is accepted, the driver will stand empty at its destination.
import { cityQuery } from "../freight/city_query.ts";
import { filterParams } from "../freight/filter_params.ts";
import type { CargoFilter } from "../freight/filter.ts";
import { CITY, DEFAULT_LIMIT } from "../freight/filter_limits.ts";
import type { Point } from "../freight/cargo.ts";
import type { CargoSource, CargoWatch, Unavailable } from "../freight/ports.ts";
import { laidOver, type Marks } from "../marks/mod.ts";
import { MatchedCargo } from "../searches/events.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { View } from "../shared/projection.ts";
import { backhaulDecider } from "./decide.ts";
import { backhaulStream } from "./commands.ts";
import type { BackhaulOffered } from "./events.ts";
import type { BackhaulRow } from "./view.ts";

/** The job that looks for loads home; `data.responseId` is the accepted response. */
export const SEEK_BACKHAUL = "backhaul.seek";

/** How far from the route's ends a load home may begin and end, kilometres. */
const RADIUS_KM = 100;
/** Loads one message names. */
const MOST_LOADS = 5;

export type BackhaulOffer = BackhaulOffered["data"];

export interface BackhaulOffers {
  /** Offers loads home, if there are any and the driver wants them. `unavailable` asks to be tried again. */
  offer(
    haul: {
      readonly responseId: string;
      readonly driverId: number;
      readonly from: string;
      readonly to: string;
    },
    origin: Origin,
  ): Promise<"offered" | "nothing" | Unavailable>;
  isWanted(driverId: number): Promise<boolean>;
  setWanted(driverId: number, wanted: boolean, origin: Origin): Promise<void>;
  /** What was offered after a response; null when the driver does not want it any more. */
  offered(driverId: number, responseId: string): Promise<BackhaulOffer | null>;
}

export function createBackhaul({ execute, view, marks, source }: {
  execute: Execute;
  view: View<BackhaulRow>;
  marks: Pick<Marks, "of">;
  source: Pick<CargoSource, "points"> & CargoWatch;
}): BackhaulOffers {
  async function isWanted(driverId: number): Promise<boolean> {
    return (await view.get([driverId]))?.wanted ?? true;
  }

  return {
    isWanted,
    async offer({ responseId, driverId, from, to }, origin) {
      if (!await isWanted(driverId)) return "nothing";
      const ends = await Promise.all([to, from].map((name) => cityOf(source, name)));
      const [start, finish] = ends;
      if (!start || !finish) return "nothing";
      if ("refused" in start) return start;
      if ("refused" in finish) return finish;
      const filter = homeward(start, finish);
      const found = await source.latest(filter);
      if ("refused" in found) return found;
      const wanted = laidOver(found.data.cards, await marks.of(driverId));
      const cargos = wanted.slice(0, MOST_LOADS).map((card) => MatchedCargo.parse(card));
      if (cargos.length === 0) return "nothing";
      const query = filterParams(filter);
      query.set("start_name", start.name);
      query.set("finish_name", finish.name);
      const offer = { driverId, responseId, query: query.toString(), cargos };
      const handled = await execute(
        backhaulDecider,
        backhaulStream(driverId),
        { type: "OfferBackhaul", offer },
        origin,
      );
      return handled.ok.length === 0 ? "nothing" : "offered";
    },
    async setWanted(driverId, wanted, origin) {
      const type = wanted ? "ResumeBackhaulOffers" : "StopBackhaulOffers";
      const command = { type, driverId } as const;
      const handled = await execute(backhaulDecider, backhaulStream(driverId), command, origin);
      await view.reached(handled.position);
    },
    async offered(driverId, responseId) {
      const row = await view.get([driverId]);
      return row?.wanted ? row.offers.find((offer) => offer.responseId === responseId) ?? null : null;
    },
  };
}

/** The exchange names cities in its loads and numbers them in its filters. */
async function cityOf(
  source: Pick<CargoSource, "points">,
  name: string,
): Promise<Point | null | Unavailable> {
  const asked = cityQuery(name);
  if (asked === null) return null;
  const found = await source.points(asked);
  if ("refused" in found) return found;
  return found.find((point) => point.name.toLowerCase() === asked.toLowerCase()) ?? null;
}

function homeward(start: Point, finish: Point): CargoFilter {
  const end = ({ id, type = CITY }: Point) => ({ id, type, radius: RADIUS_KM });
  return {
    mode: "all",
    limit: DEFAULT_LIMIT,
    offset: 0,
    start: end(start),
    finish: end(finish),
    truckTypes: [],
    loadTypes: [],
  };
}
