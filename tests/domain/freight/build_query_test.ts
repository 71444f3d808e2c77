// The parameters CargoTech gets: exactly the documented ones.
import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { buildQuery } from "../../../domain/freight/build_query.ts";
import { parseFilter } from "../../../domain/freight/parse_filter.ts";
import { filters } from "./filters.ts";

function query(address: string) {
  return Object.fromEntries(buildQuery(parseFilter(new URLSearchParams(address)).filter));
}

const ALWAYS = {
  include: "contacts",
  limit: "20",
  offset: "0",
  "filter[mode]": "my",
  "filter[user_id]": "0",
};

Deno.test("an empty filter sends the mandatory parameters and nothing else", () => {
  deepEqual(query(""), ALWAYS);
});

Deno.test("a full filter is sent in upstream's names and units", () => {
  const address = "limit=50&offset=100&mode=all&start_point_id=62&finish_point_id=39&finish_point_type=1" +
    "&finish_radius=100&start_date=2026-03-01&wv=7.5-45&truck_types=6,2&load_types=1&price_min=1000" +
    "&price_per_km_max=90&distance_min=300&distance_max=2000";
  deepEqual(query(address), {
    ...ALWAYS,
    limit: "50",
    offset: "100",
    "filter[mode]": "all",
    "filter[start_point_id]": "62",
    "filter[start_point_type]": "2",
    "filter[start_point_radius]": "50",
    "filter[finish_point_id]": "39",
    "filter[finish_point_type]": "1",
    "filter[finish_point_radius]": "100",
    "filter[start_date]": "2026-03-01",
    "filter[wv]": "7.5-45",
    "filter[truck_types]": "2,6",
    "filter[load_types]": "1",
    "filter[price]": "100000,99999900",
    "filter[price_per_km]": "0,9000",
    "filter[distance]": "300,2000",
  });
});

Deno.test("the mandatory parameters are always there, and a point never goes without its type", () => {
  fc.assert(fc.property(filters, (filter) => {
    const sent = buildQuery(filter);
    for (const name of Object.keys(ALWAYS)) equal(sent.getAll(name).length, 1, name);
    for (const end of ["start", "finish"]) {
      equal(sent.has(`filter[${end}_point_type]`), sent.has(`filter[${end}_point_id]`));
    }
  }));
});
