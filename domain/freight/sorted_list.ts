// A page of the list in the order a driver asked for: the first loads of the search, put in order, then cut into pages.
import type { Card } from "./cargo.ts";
import type { CargoFilter } from "./filter.ts";
import { LIMIT } from "./filter_limits.ts";
import type { CargoPage, CargoSource, Fetched, Unavailable } from "./ports.ts";
import { type CargoSort, sortCards } from "./sort.ts";

/**
 * How many loads of a search are put in order: three of the exchange's largest pages. They are cached and shared by all
 * drivers and all four orders, so a search that is sorted costs at most three calls a TTL.
 */
const SORT_REACH = 3 * LIMIT.max;

export type SortedList = (filter: CargoFilter, sort: CargoSort) => Promise<Fetched<CargoPage> | Unavailable>;

/** Remembers orders as long as the pages they are made of live: a busy list is put in order once a TTL. */
export function createSortedList(source: Pick<CargoSource, "list">): SortedList {
  const orders = new WeakMap<CargoPage, Map<CargoSort, Order>>();

  function inOrder(pages: readonly CargoPage[], sort: CargoSort): readonly Card[] {
    const known = orders.getOrInsertComputed(pages[0]!, () => new Map());
    const order = known.get(sort);
    if (order && isOf(order, pages)) return order.cards;
    const cards = sortCards(pages.flatMap((page) => page.cards), sort);
    known.set(sort, { pages, cards });
    return cards;
  }

  return async (filter, sort) => {
    const parts = await firstPages(source, filter);
    if ("refused" in parts) return parts;
    const cards = inOrder(parts.map(({ data }) => data), sort);
    const end = filter.offset + filter.limit;
    return {
      data: {
        cards: cards.slice(filter.offset, end),
        hasMore: end < cards.length,
        ...(parts.at(-1)!.data.hasMore ? { sortedFirst: cards.length } : { total: cards.length }),
      },
      fetchedAt: parts.map(({ fetchedAt }) => fetchedAt).sort()[0]!,
      stale: parts.some(({ stale }) => stale),
    };
  };
}

interface Order {
  readonly pages: readonly CargoPage[];
  readonly cards: readonly Card[];
}

function isOf(order: Order, pages: readonly CargoPage[]): boolean {
  return order.pages.length === pages.length && order.pages.every((page, at) => page === pages[at]);
}

/** Never empty. A later page that cannot be had shortens the reach; without the first there is nothing to show. */
async function firstPages(
  source: Pick<CargoSource, "list">,
  filter: CargoFilter,
): Promise<Fetched<CargoPage>[] | Unavailable> {
  const part = (offset: number) => source.list({ ...filter, limit: LIMIT.max, offset });
  const first = await part(0);
  if ("refused" in first || !first.data.hasMore) return "refused" in first ? first : [first];
  const offsets: number[] = [];
  const end = Math.min(first.data.total ?? Infinity, SORT_REACH);
  for (let offset = LIMIT.max; offset < end; offset += LIMIT.max) offsets.push(offset);
  const pages = [first];
  for (const page of await Promise.all(offsets.map(part))) {
    if ("refused" in page) break;
    pages.push(page);
  }
  return pages;
}
