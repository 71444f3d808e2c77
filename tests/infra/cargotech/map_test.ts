// Upstream's shapes and units in a driver's words.
import { deepEqual, equal } from "node:assert/strict";
import type { Card, Detail } from "../../../domain/freight/cargo.ts";
import { mapCard } from "../../../infra/cargotech/map_card.ts";
import { mapDetail } from "../../../infra/cargotech/map_detail.ts";
import { mapPage } from "../../../infra/cargotech/map_page.ts";
import { DetailRow, ListAnswer, Row } from "../../../infra/cargotech/shapes.ts";
import { list, row, rows } from "./rows.ts";

function card(more: Record<string, unknown> = {}): Card {
  return mapCard(Row.parse(row(6_236_980_507, more)));
}

function detail(more: Record<string, unknown> = {}): Detail {
  return mapDetail(DetailRow.parse(row(1, more)));
}

Deno.test("a full row becomes a full card", () => {
  deepEqual(card(), {
    id: "6236980507",
    from: "Челябинск",
    to: "Москва",
    distanceKm: 2008,
    loadingDate: "2026-01-01",
    loadingDateEnd: "2026-01-02",
    unloadingDate: "2026-01-05",
    weightKg: 12_000,
    volumeM3: 82,
    price: { minor: 33_000_000, currency: "RUB" },
    pricePerKm: { minor: 17_554, currency: "RUB" },
    truckTypes: ["рефрижератор", "изотерм"],
    loadTypes: ["задняя", "боковая"],
    company: "Перевозчик",
  });
});

Deno.test("a row of nothing but an id is a card all the same", () => {
  deepEqual(mapCard(Row.parse({ id: "7" })), { id: "7", from: "", to: "", truckTypes: [], loadTypes: [] });
});

Deno.test("ids larger than a double are kept as they came", () => {
  equal(mapCard(Row.parse({ id: "98765432109876543210" })).id, "98765432109876543210");
});

Deno.test("the shipper's price stands in when the carrier's is missing, empty or garbage", () => {
  for (const price_carrier of [undefined, null, 0, -5, 1.5, "дорого", {}, 1e15]) {
    equal(card({ price_carrier }).price?.minor, 35_250_000);
  }
  equal(card({ price_carrier: "33000000" }).price?.minor, 33_000_000);
});

Deno.test("garbage in a field costs that field and nothing else", () => {
  const odd = card({
    weight: "heavy",
    volume: -1,
    distance: null,
    price: [],
    price_carrier: "по договорённости",
    price_per_km: {},
    points: { start: "Москва", finish: { city: { name: 5 }, first_date: "завтра" } },
    company: "ООО",
    load_types: "задняя",
    truck_types: [null, { name: "тент" }, 5, { short_name: "реф." }, {}],
  });
  deepEqual(odd, { id: "6236980507", from: "", to: "", truckTypes: ["тент", "реф."], loadTypes: [] });
});

Deno.test("dates are the wall clock as written, without zone and seconds", () => {
  const stop = (first_date: string, last_date?: string) => ({ points: { start: { first_date, last_date } } });
  equal(card(stop("2026-03-01T10:30:00Z")).loadingDate, "2026-03-01T10:30");
  equal(card(stop("2026-03-01T23:30:00.000+05:00")).loadingDate, "2026-03-01T23:30");
  equal(card(stop("2026-03-01 08:00:00")).loadingDate, "2026-03-01T08:00");
  equal(card(stop("2026-03-01", "2026-03-01")).loadingDateEnd, undefined);
  equal(card(stop("2026-03-01T07:30:00Z", "2026-03-01")).loadingDateEnd, undefined);
  equal(card(stop("2026-03-01", "2026-03-04")).loadingDateEnd, "2026-03-04");
});

Deno.test("a detail has everything that was said", () => {
  const full = detail({
    points: {
      start: { city: { name: "Челябинск" }, address: "ул. Труда, 1", first_date: "2026-01-01" },
      finish: { city: { name: "Москва" }, address: "МКАД, 5 км" },
    },
    shipper: { id: 2, inn: "7700000001", name: "Завод" },
    cargo_type: { name: "металл" },
    contacts: [
      { type: "manager", name: "Пётр", phone: "+375 29 111-22-33" },
      { type: "broker", name: "Анна", phones: ["8 (911) 111-22-33", "89111112233", "9022222222"] },
      { type: "company", phone: 84951112233 },
      {},
      null,
    ],
    extra: {
      note: "  Звонить после 9 ",
      custom_cargo_type: null,
      krugoreis: false,
      partial_load: true,
      url: "https://example.org/1",
      external_inn: "",
      integrate: null,
      integrate_contacts: { a: 1 },
    },
  });
  equal(full.fromAddress, "ул. Труда, 1");
  equal(full.toAddress, "МКАД, 5 км");
  equal(full.comment, "Звонить после 9");
  deepEqual(full.shipper, { name: "Завод", inn: "7700000001" });
  equal(full.cargoType, "металл");
  deepEqual(full.contacts, [
    { name: "Анна", phone: "+79111112233" },
    { name: "Анна", phone: "+79022222222" },
    { phone: "+74951112233" },
    { name: "Пётр", phone: "+375291112233" },
  ]);
  deepEqual(full.extras, { krugoreis: false, partialLoad: true, url: "https://example.org/1" });
});

Deno.test("a detail without anything beyond the list is a detail all the same", () => {
  const bare = detail({ extra: null, contacts: null, shipper: null, cargo_type: null });
  deepEqual([bare.contacts, bare.extras, bare.comment, bare.shipper], [[], {}, undefined, undefined]);
});

Deno.test("the cargo type people typed goes before the dictionary's, a name without a phone is kept", () => {
  const given = detail({
    cargo_type: { name: "прочее" },
    extra: { custom_cargo_type: "станки" },
    contacts: [{ name: "Иван" }, { name: "Олег", phone: "8 (495) 111-22-33 доб. 7" }],
  });
  equal(given.cargoType, "станки");
  deepEqual(given.contacts, [{ name: "Иван" }, { name: "Олег", phone: "8 (495) 111-22-33 доб. 7" }]);
});

function paging(count: number, meta: Record<string, unknown>, offset = 0) {
  const answer = ListAnswer.parse(list(rows(count), meta));
  const { hasMore, total } = mapPage(answer, { limit: 20, offset }).page;
  return { hasMore, total };
}

Deno.test("size counts everything only when it is larger than a page", () => {
  deepEqual(paging(20, { size: 45 }), { hasMore: true, total: 45 });
  deepEqual(paging(20, { size: 20 }), { hasMore: true, total: undefined });
  deepEqual(paging(20, { size: 40 }, 20), { hasMore: false, total: 40 });
  deepEqual(paging(20, { size: 25 }, 20), { hasMore: true, total: undefined });
  deepEqual(paging(20, { size: "many" }), { hasMore: true, total: undefined });
});

Deno.test("a page that is not full is the last one", () => {
  deepEqual(paging(5, { size: 5 }, 40), { hasMore: false, total: 45 });
  deepEqual(paging(5, { size: 45 }, 40), { hasMore: false, total: 45 });
  deepEqual(paging(0, { size: 0 }), { hasMore: false, total: 0 });
  deepEqual(paging(0, { size: 0 }, 60), { hasMore: false, total: undefined });
});

Deno.test("a page upstream cut shorter than asked is not taken for the last", () => {
  const answer = ListAnswer.parse(list(rows(50), { limit: 50, size: 50 }));
  equal(mapPage(answer, { limit: 100, offset: 0 }).page.hasMore, true);
});
