// Loads from the cache where it is good enough: pages of the list, one load whole, what they pay now.
import type { Detail } from "../../domain/freight/cargo.ts";
import { filterKey } from "../../domain/freight/filter_key.ts";
import type { CargoFilter } from "../../domain/freight/filter.ts";
import type { CargoPage, CargoSource, CargoWatch, Fetched, Unavailable } from "../../domain/freight/ports.ts";
import type { Answer, Cache, Load } from "./cache.ts";
import { createPrices } from "./prices.ts";
import type { Questions } from "./questions.ts";
import { orDeclined, type OrUnavailable } from "./refusals.ts";

export interface LoadsDeps {
  readonly lists: Cache<CargoPage>;
  readonly details: Cache<Detail>;
  readonly questions: Pick<Questions, "page" | "detail">;
  readonly orUnavailable: OrUnavailable;
}

export type Loads = Pick<CargoSource, "list" | "detail" | "prices"> & CargoWatch;

export function createLoads({ lists, details, questions, orUnavailable }: LoadsDeps): Loads {
  const pageOf = (filter: CargoFilter): Load<CargoPage> => (urgency) => questions.page(filter, urgency);
  const detailOf = (id: string): Load<Detail> => (urgency) => questions.detail(id, urgency);

  const prices = createPrices({
    page: async (filter) => noted(filter, await lists.fresh(filterKey(filter), pageOf(filter))),
    detail: (id) => details.fresh(id, detailOf(id)),
  });

  function noted(filter: CargoFilter, answer: Answer<CargoPage>): Answer<CargoPage> {
    if (answer.value !== null) prices.seen(filter, answer.value);
    return answer;
  }

  async function shown(
    filter: CargoFilter,
    asked: Promise<Answer<CargoPage>>,
  ): Promise<Fetched<CargoPage> | Unavailable> {
    const answer = await orUnavailable(asked);
    if ("refused" in answer) return answer;
    const { value, fetchedAt, stale } = noted(filter, answer);
    return value === null ? { refused: "cargotech_unavailable" } : { data: value, fetchedAt, stale };
  }

  /** As much of a load as the list told, for when its own page cannot be had. */
  async function asListed(id: string): Promise<Fetched<Detail> | null> {
    const filter = prices.pageWith(id);
    // Nobody is asked: whoever comes here has waited for CargoTech once.
    const page = filter && await lists.kept(filterKey(filter));
    const card = page?.value?.cards.find((card) => card.id === id);
    return page && card
      ? { data: { ...card, contacts: [], extras: {} }, fetchedAt: page.fetchedAt, stale: true }
      : null;
  }

  return {
    list: (filter) => shown(filter, lists.get(filterKey(filter), pageOf(filter))),
    latest: (filter) => shown(filter, lists.latest(filterKey(filter), pageOf(filter), "alerts")),
    prices: (ids) => orUnavailable(prices.of(ids)),
    async detail(id) {
      const answer = await orUnavailable(orDeclined(details.get(id, detailOf(id))));
      if ("refused" in answer) return await asListed(id) ?? answer;
      const { value, fetchedAt, stale } = answer;
      return value === null ? { refused: "cargo_not_found" } : { data: value, fetchedAt, stale };
    },
  };
}
