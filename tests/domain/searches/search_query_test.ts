// One spelling for one meaning: drivers who look for the same loads share one question.
import assert from "node:assert/strict";
import { isOver, searchQuery, watchedFilter, watchKey } from "../../../domain/searches/search_query.ts";

function normal(query: string): string {
  const read = searchQuery(new URLSearchParams(query));
  assert.ok("ok" in read, JSON.stringify(read));
  return read.ok;
}

Deno.test("order, paging and what is the default anyway do not tell searches apart", () => {
  const one = normal(
    "mode=all&truck_types=6,1&limit=50&offset=20&start_point_id=43&start_radius=50&sort=price",
  );
  const other = normal("start_point_id=43&truck_types=1&truck_types=6&mode=all");
  assert.equal(one, other);
  assert.equal(watchKey(one), watchKey(other));
});

Deno.test("names of cities go along and do not tell searches apart; names without a city are nothing", () => {
  const named = normal("start_point_id=43&start_name=Казань");
  assert.match(named, /start_name/);
  assert.equal(watchKey(named), watchKey(normal("start_point_id=43")));
  assert.equal(normal("start_name=Казань"), "");
});

Deno.test("wrong fields are named", () => {
  const read = searchQuery(new URLSearchParams("price_min=много"));
  assert.deepEqual("errors" in read && read.errors.map(({ field }) => field), ["price_min"]);
});

Deno.test("a filter too long to be a key is refused", () => {
  const ids = Array.from({ length: 100 }, (_, n) => 100_000_000_000_000 + n).join(",");
  const read = searchQuery(new URLSearchParams({ truck_types: ids }));
  assert.deepEqual("errors" in read && read.errors.map(({ code }) => code), ["too_many_ids"]);
});

Deno.test("as much is watched as the exchange shows at once", () => {
  const { limit, offset } = watchedFilter("mode=all");
  assert.deepEqual([limit, offset], [100, 0]);
});

Deno.test("a search for a day is over when the day is", () => {
  assert.ok(!isOver("start_date=2026-03-03", "2026-03-03"));
  assert.ok(isOver("start_date=2026-03-03", "2026-03-04"));
  assert.ok(!isOver("mode=all", "2026-03-04"));
});
