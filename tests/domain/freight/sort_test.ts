// The order of a list: over the first loads of a search, the same on every page.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Card } from "../../../domain/freight/cargo.ts";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { createFreight } from "../../../domain/freight/mod.ts";
import type { CargoPage, Fetched } from "../../../domain/freight/ports.ts";
import { type CargoSort, sortCards } from "../../../domain/freight/sort.ts";
import { createSortedList } from "../../../domain/freight/sorted_list.ts";

const FILTER: CargoFilter = { limit: 20, offset: 0, mode: "all", truckTypes: [], loadTypes: [] };

function card(id: string, more: Partial<Card> = {}): Card {
  return { id, from: "Москва", to: "Казань", truckTypes: [], loadTypes: [], ...more };
}

function ordered(sort: CargoSort, cards: readonly Card[]): string {
  return sortCards(cards, sort).map(({ id }) => id).join(" ");
}

const rub = (minor: number) => ({ minor, currency: "RUB" as const });

Deno.test("the best paid, the best paid per km, the soonest and the shortest come first", () => {
  const cards = [
    card("a", { price: rub(1), pricePerKm: rub(9), loadingDate: "2026-03-05", distanceKm: 700 }),
    card("b", { price: rub(3), pricePerKm: rub(5), loadingDate: "2026-03-01T10:00", distanceKm: 90 }),
    card("c", { price: rub(2), pricePerKm: rub(7), loadingDate: "2026-03-01", distanceKm: 1500 }),
  ];
  equal(ordered("price", cards), "b c a");
  equal(ordered("price_per_km", cards), "a c b");
  equal(ordered("date", cards), "c b a");
  equal(ordered("distance", cards), "b a c");
});

Deno.test("equals stay as the exchange had them, and what is unknown comes last", () => {
  const cards = [card("x"), card("a", { price: rub(5) }), card("y"), card("b", { price: rub(5) })];
  equal(ordered("price", cards), "a b x y");
});

Deno.test("a load that is on two pages of the exchange counts once", () => {
  equal(ordered("price", [card("a", { price: rub(1) }), card("b"), card("a", { price: rub(2) })]), "a b");
});

/** An exchange with so many loads, the later the dearer; notes the pages it is asked for. */
function exchange(loads: number, failsFrom = Infinity) {
  const asked: number[] = [];
  const cards = Array.from({ length: loads }, (_, at) => card(String(at), { price: rub(at) }));
  const never = () => Promise.resolve({ refused: "cargotech_unavailable" as const });
  const freight = createFreight({
    source: {
      list({ limit, offset }): Promise<Fetched<CargoPage> | { refused: "cargotech_unavailable" }> {
        asked.push(offset);
        equal(limit, 100);
        if (offset >= failsFrom) return never();
        const data = { cards: cards.slice(offset, offset + limit), hasMore: offset + limit < loads };
        return Promise.resolve({ data, fetchedAt: `2026-03-01T00:00:0${offset / 100}Z`, stale: offset > 0 });
      },
      prices: never,
      detail: never,
      points: () => Promise.resolve([]),
      truckTypes: () => Promise.resolve([]),
      loadTypes: () => Promise.resolve([]),
    },
  });
  return { asked, freight };
}

async function pageOf(freight: ReturnType<typeof exchange>["freight"], offset: number) {
  const found = await freight.list({ ...FILTER, offset, sort: "price" });
  ok(!("refused" in found));
  return found;
}

Deno.test("pages of a sorted list follow one another without a gap or a repetition", async () => {
  const { freight } = exchange(130);
  const seen: string[] = [];
  for (let offset = 0;; offset += 20) {
    const { data } = await pageOf(freight, offset);
    seen.push(...data.cards.map(({ id }) => id));
    equal(data.total, 130);
    if (!data.hasMore) break;
  }
  deepEqual(seen, Array.from({ length: 130 }, (_, at) => String(129 - at)));
});

Deno.test("of a long search the first three hundred are put in order, and it says so", async () => {
  const { freight, asked } = exchange(1000);
  const { data, fetchedAt, stale } = await pageOf(freight, 280);
  deepEqual(asked, [0, 100, 200]);
  equal(data.cards[0]?.id, "19");
  deepEqual([data.hasMore, data.total, data.sortedFirst], [false, undefined, 300]);
  deepEqual([fetchedAt, stale], ["2026-03-01T00:00:00Z", true]);
});

Deno.test("a page that cannot be had shortens the reach; without the first there is nothing", async () => {
  const { data } = await pageOf(exchange(1000, 200).freight, 0);
  deepEqual([data.cards[0]?.id, data.sortedFirst], ["199", 200]);
  deepEqual(await exchange(1000, 0).freight.list({ ...FILTER, sort: "date" }), {
    refused: "cargotech_unavailable",
  });
});

Deno.test("an order is kept as long as its pages are, and made anew when one of them is", async () => {
  const pages: CargoPage[] = [
    { cards: [card("a", { price: rub(1) })], hasMore: true, total: 101 },
    { cards: [card("b", { price: rub(2) })], hasMore: false },
  ];
  const list = createSortedList({
    list: ({ offset }) =>
      Promise.resolve({ data: pages[offset / 100]!, fetchedAt: "2026-03-01T00:00:00Z", stale: false }),
  });
  const ids = async () => {
    const found = await list(FILTER, "price");
    return "refused" in found ? "" : found.data.cards.map(({ id }) => id).join(" ");
  };
  equal(await ids(), "b a");
  equal(await ids(), "b a");
  pages[1] = { cards: [card("b", { price: rub(0) })], hasMore: false };
  equal(await ids(), "a b");
});
