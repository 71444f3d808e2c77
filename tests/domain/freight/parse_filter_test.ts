// Reading a filter out of an address: every rule of the public surface, and its error.
import { deepEqual, equal } from "node:assert/strict";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { LEGACY_WEIGHT_VOLUME, WV_PRESETS } from "../../../domain/freight/filter_limits.ts";
import { parseFilter } from "../../../domain/freight/parse_filter.ts";

const PLAIN: CargoFilter = { limit: 20, offset: 0, mode: "my", truckTypes: [], loadTypes: [] };

function parse(query: string) {
  return parseFilter(new URLSearchParams(query));
}

function accepts(query: string, expected: Partial<CargoFilter>) {
  Deno.test(`"${query}" is understood`, () => {
    deepEqual(parse(query), { filter: { ...PLAIN, ...expected }, errors: [] });
  });
}

function refuses(query: string, field: string, code: string, rest: Partial<CargoFilter> = {}) {
  Deno.test(`"${query.slice(0, 60)}" is an error of ${field}: ${code}`, () => {
    const { filter, errors } = parse(query);
    deepEqual(errors.map((error) => [error.field, error.code]), [[field, code]]);
    deepEqual(filter, { ...PLAIN, ...rest }, "the wrong field is left out of the filter");
  });
}

accepts("", {});
accepts("unknown=1&unknown=2&utm_source=chat", {});
accepts("limit=100&offset=40&mode=all", { limit: 100, offset: 40, mode: "all" });
accepts("limit=&offset=&mode=&wv=&price_min=&start_date=&truck_types=&start_point_id=", {});
accepts("wv=any&weight_volume=any&truck_types=any&load_types=any&price_min=any&start_date=any", {});
accepts("sort=price_per_km", { sort: "price_per_km" });
accepts("sort=", {});
accepts("start_point_id=62", { start: { id: 62, type: 2, radius: 50 } });
accepts("finish_point_id=39&finish_point_type=1&finish_radius=0", { finish: { id: 39, type: 1, radius: 0 } });
accepts("start_point_type=2&start_radius=50", {});
accepts("start_date=2028-02-29", { startDate: "2028-02-29" });
accepts("wv=20-83", { wv: { tonnes: 20, cubicMetres: 83 } });
accepts("wv=0.1-0.1", { wv: { tonnes: 0.1, cubicMetres: 0.1 } });
accepts("wv=1000-200", { wv: { tonnes: 1000, cubicMetres: 200 } });
accepts("wv=20.0-83.50", { wv: { tonnes: 20, cubicMetres: 83.5 } });
accepts("weight_volume=20&wv=20-120", { wv: { tonnes: 20, cubicMetres: 120 } });
accepts("truck_types=3,1,2", { truckTypes: [1, 2, 3] });
accepts("truck_types=3&truck_types=1,3&truck_types=&load_types=any&load_types=7", {
  truckTypes: [1, 3],
  loadTypes: [7],
});
accepts("price_min=15000", { price: { min: 1_500_000, max: 99_999_900 } });
accepts("price_max=150 000,50", { price: { min: 0, max: 15_000_050 } });
accepts("price_per_km_max=99.9", { pricePerKm: { min: 0, max: 9990 } });
accepts("price_per_km_min=1", { pricePerKm: { min: 100, max: 99_900 } });
accepts("distance_min=500", { distance: { min: 500, max: 9999 } });
accepts("distance_min=500&distance_max=500", { distance: { min: 500, max: 500 } });

for (const preset of WV_PRESETS) {
  const [tonnes = 0, cubicMetres = 0] = preset.split("-").map(Number);
  accepts(`wv=${preset}`, { wv: { tonnes, cubicMetres } });
}
for (const [name, wv] of Object.entries(LEGACY_WEIGHT_VOLUME)) {
  const [tonnes = 0, cubicMetres = 0] = wv.split("-").map(Number);
  accepts(`weight_volume=${name}`, { wv: { tonnes, cubicMetres } });
}

for (const limit of ["0", "101", "-1", "1.5", "1e1", "ten", "any", "0x10"]) {
  refuses(`limit=${limit}`, "limit", "not_integer");
}
for (const offset of ["-1", "1000001", "x"]) refuses(`offset=${offset}`, "offset", "not_integer");
refuses("limit=20&limit=20", "limit", "repeated");
refuses("wv=20-83&wv=&mode=all", "wv", "repeated", { mode: "all" });
refuses("sort=cheap", "sort", "not_one_of");
refuses("mode=mine", "mode", "not_one_of");
for (const id of ["0", "-5", "Москва", "1.0", "9999999999999999"]) {
  refuses(`start_point_id=${id}`, "start_point_id", "not_integer");
}
refuses("start_point_id=62&start_radius=1001", "start_radius", "not_integer", {
  start: { id: 62, type: 2, radius: 50 },
});
refuses("finish_point_id=62&finish_point_type=x", "finish_point_type", "not_integer", {
  finish: { id: 62, type: 2, radius: 50 },
});
for (const date of ["2026-02-30", "2027-02-29", "2026-13-01", "01.03.2026", "2026-3-1", "tomorrow"]) {
  refuses(`start_date=${date}`, "start_date", "not_a_date");
}
for (const wv of ["20", "20-", "-83", "20-83-1", "20x83", "1,5-9", "20 - 83", "1e1-9", "двадцать"]) {
  refuses(`wv=${wv}`, "wv", "not_wv");
}
for (const wv of ["0-83", "0.09-10", "1001-10", "20-0", "20-200.1"]) {
  refuses(`wv=${wv}`, "wv", "wv_out_of_bounds");
}
refuses("weight_volume=7_8", "weight_volume", "not_one_of");
refuses("weight_volume=1_3&wv=20-83", "weight_volume", "contradicts_wv", {
  wv: { tonnes: 20, cubicMetres: 83 },
});
for (const ids of ["1,x", "0", "-1", "1;2", "1.5"]) refuses(`truck_types=${ids}`, "truck_types", "not_ids");
refuses("load_types=1&load_types=any,2", "load_types", "not_ids");
refuses(
  `load_types=${Array.from({ length: 101 }, (_, i) => i + 1).join(",")}`,
  "load_types",
  "too_many_ids",
);
for (const price of ["-1", "1000000", "12.345", "много", "1e5"]) {
  refuses(`price_min=${price}`, "price_min", "not_money");
}
refuses("price_per_km_max=1000", "price_per_km_max", "not_money");
refuses("distance_max=10000", "distance_max", "not_integer");
refuses("price_min=200&price_max=100", "price_min", "reversed");
refuses("distance_min=9&distance_max=3", "distance_min", "reversed");
refuses("price_min=x&price_max=100", "price_min", "not_money", { price: { min: 0, max: 10_000 } });

Deno.test("every wrong field is named, and the right ones still count", () => {
  const { filter, errors } = parse("limit=0&mode=all&wv=big&start_date=2026-02-30&truck_types=6");
  deepEqual(errors.map(({ field }) => field).sort(), ["limit", "start_date", "wv"]);
  deepEqual(filter, { ...PLAIN, mode: "all", truckTypes: [6] });
});

Deno.test("bounds in an error are in the unit the driver typed", () => {
  equal(parse("price_min=9999999").errors[0]?.params.max, 999_999);
  equal(parse("distance_max=10000").errors[0]?.params.max, 9999);
});
