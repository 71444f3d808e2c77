// Freight: what loads there are. Reads only; the facts of the exchange belong to the exchange.
import { cityQuery } from "./city_query.ts";
import type { CargoFilter } from "./filter.ts";
import { isCargoId } from "./cargo.ts";
import type { CargoSource } from "./ports.ts";
import { createSortedList } from "./sorted_list.ts";

export type Freight = ReturnType<typeof createFreight>;

/** Answers are shared by all drivers: lay a driver's own responses over them, never write into them. */
export function createFreight({ source }: { source: CargoSource }) {
  const sortedList = createSortedList(source);
  return {
    /** One page of loads for a filter, in its order. */
    list: (filter: CargoFilter) => filter.sort ? sortedList(filter, filter.sort) : source.list(filter),

    /** Everything known about one load; an id that cannot be one is not found without asking. */
    detail: (id: string) =>
      isCargoId(id) ? source.detail(id) : Promise.resolve({ refused: "cargo_not_found" as const }),

    /** What loads pay now, and which of them are gone; for lists that are open. */
    prices: (ids: readonly string[]) => source.prices(ids),

    /** Cities whose name begins with the text; none under two letters. */
    points: (typed: string) => {
      const name = cityQuery(typed);
      return name === null ? Promise.resolve([]) : source.points(name);
    },

    /** Body types a driver can filter by. */
    truckTypes: () => source.truckTypes(),

    /** Loading types a driver can filter by. */
    loadTypes: () => source.loadTypes(),
  };
}
