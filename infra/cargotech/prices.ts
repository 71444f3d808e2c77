// What loads pay now, for lists that are open (contract 2.3): answered from the pages everybody shares, so that any number
// of open lists costs one upstream call a page and TTL.
import type { Card, Detail } from "../../domain/freight/cargo.ts";
import type { CargoFilter } from "../../domain/freight/filter.ts";
import { filterKey } from "../../domain/freight/filter_key.ts";
import type { CargoPage, CargoPrice, Fetched } from "../../domain/freight/ports.ts";
import { LruMap } from "../lru_map.ts";
import type { Answer } from "./cache.ts";
import { CargoTechFailure } from "./failure.ts";

export interface Prices {
  /** Notes where the loads of a page can be looked up again. */
  seen(filter: CargoFilter, page: CargoPage): void;
  /** The page a load was seen on last; undefined when it was on none. */
  pageWith(id: string): CargoFilter | undefined;
  /** Throws CargoTechFailure when nothing at all can be said. */
  of(ids: readonly string[]): Promise<Fetched<readonly CargoPrice[]>>;
}

export interface PricesDependencies {
  /** Not older than the TTL, or as new as can be had. */
  readonly page: (filter: CargoFilter) => Promise<Answer<CargoPage>>;
  readonly detail: (id: string) => Promise<Answer<Detail>>;
}

const REMEMBERED = 100_000;
/** Loads that left their page are asked for one by one; more than this of one list wait for the next time. */
const LOOKED_UP = 20;

export function createPrices({ page, detail }: PricesDependencies): Prices {
  const pageOf = new LruMap<string, CargoFilter>(REMEMBERED);
  const noted = new WeakSet<CargoPage>();

  function seen(filter: CargoFilter, found: CargoPage): void {
    if (noted.has(found)) return;
    noted.add(found);
    for (const { id } of found.cards) pageOf.set(id, filter);
  }

  return {
    seen,
    pageWith: (id) => pageOf.get(id),
    async of(ids) {
      const filters = ids.flatMap((id) => pageOf.get(id) ?? []);
      const pages = await each(
        [...new Map(filters.map((filter) => [filterKey(filter), filter])).values()],
        page,
      );
      const cards = new Map(pages.flatMap(({ value }) => value?.cards ?? []).map((card) => [card.id, card]));
      // A load that left its page may have moved to the next one: only its own page knows.
      const missing = ids.filter((id) => !cards.has(id));
      const asked = missing.slice(0, LOOKED_UP);
      const details = await each(asked, async (id) => ({ id, ...await detail(id) }));
      const gone = new Set(details.filter(({ value }) => value === null).map(({ id }) => id));
      for (const { id, value } of details) if (value !== null) cards.set(id, value);
      const answers = [...pages, ...details];
      if (ids.length > 0 && answers.length === 0) {
        throw new CargoTechFailure("Nothing is known of these loads", "waited");
      }
      return {
        data: ids.map((id) => priceOf(id, cards.get(id), gone.has(id))),
        fetchedAt: answers.map(({ fetchedAt }) => fetchedAt).sort()[0] ?? new Date(0).toISOString(),
        stale: answers.some(({ stale }) => stale),
      };
    },
  };
}

function priceOf(id: string, card: Card | undefined, gone: boolean): CargoPrice {
  const { price, pricePerKm } = card ?? {};
  return { id, ...(price && { price }), ...(pricePerKm && { pricePerKm }), gone };
}

/** The answers that can be had; an outage leaves out what it concerns. */
async function each<Q, A>(questions: readonly Q[], ask: (question: Q) => Promise<A>): Promise<A[]> {
  const answers = await Promise.all(questions.map(async (question) => {
    try {
      return [await ask(question)];
    } catch (error) {
      if (error instanceof CargoTechFailure) return [];
      throw error;
    }
  }));
  return answers.flat();
}
