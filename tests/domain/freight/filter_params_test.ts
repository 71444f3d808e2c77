// The address of a filter, and the key of its cache entry.
import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { buildQuery } from "../../../domain/freight/build_query.ts";
import { filterKey } from "../../../domain/freight/filter_key.ts";
import { filterParams } from "../../../domain/freight/filter_params.ts";
import { parseFilter } from "../../../domain/freight/parse_filter.ts";
import { filters } from "./filters.ts";

Deno.test("the address of any filter reads back as the same filter", () => {
  fc.assert(fc.property(filters, (filter) => {
    deepEqual(parseFilter(filterParams(filter)), { filter: structuredClone(filter), errors: [] });
  }));
});

Deno.test("a filter that asks for nothing has an empty address", () => {
  equal(filterParams(parseFilter(new URLSearchParams("limit=20&mode=my")).filter).toString(), "");
});

Deno.test("an address is short: no defaults, roubles, comma lists", () => {
  const typed = "mode=all&start_point_id=62&start_radius=50&truck_types=2&truck_types=1&price_min=99,50";
  const { filter } = parseFilter(new URLSearchParams(typed));
  equal(
    decodeURIComponent(filterParams(filter).toString()),
    "mode=all&start_point_id=62&truck_types=1,2&price_min=99.50",
  );
});

Deno.test("filters share a key exactly when they ask upstream the same", () => {
  fc.assert(fc.property(filters, filters, (a, b) => {
    const same = buildQuery(a).toString() === buildQuery(b).toString();
    equal(filterKey(a) === filterKey(b), same);
    equal(filterKey(structuredClone(a)), filterKey(a));
  }));
});

Deno.test("every single difference between two filters makes another key", () => {
  fc.assert(fc.property(filters, filters, (a, b) => {
    for (const [name, value] of Object.entries(b)) {
      const changed = { ...a, [name]: value };
      const same = buildQuery(a).toString() === buildQuery(changed).toString();
      equal(filterKey(a) === filterKey(changed), same, name);
    }
  }));
});
