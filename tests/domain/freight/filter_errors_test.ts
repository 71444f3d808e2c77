// The sentences beside wrong fields.
import { equal, match } from "node:assert/strict";
import { parseFilter } from "../../../domain/freight/parse_filter.ts";
import { filterErrorText } from "../../../texts/filter_errors.ts";

const WRONG = "limit=0&mode=x&start_point_id=a&start_date=2026-02-30&truck_types=x&price_min=x&wv=1" +
  "&distance_min=2&distance_max=1&offset=1&offset=2&weight_volume=9_9";

Deno.test("every error has a Russian sentence without a hole in it", () => {
  const { errors } = parseFilter(new URLSearchParams(WRONG));
  equal(errors.length, 10);
  for (const error of errors) {
    const text = filterErrorText(error);
    match(text, /^[А-Я«]/, error.field);
    equal(/undefined|NaN|null/.test(text), false, text);
  }
});

Deno.test("a sentence names what is allowed", () => {
  const [limit] = parseFilter(new URLSearchParams("limit=500")).errors;
  equal(filterErrorText(limit!), "Нужно целое число от 1 до 100");
  const [wv] = parseFilter(new URLSearchParams("wv=0-500")).errors;
  equal(filterErrorText(wv!), "Можно от 0,1 до 1\u00a0000 т и от 0,1 до 200 м³");
});
