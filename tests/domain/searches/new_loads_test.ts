// Which loads are new, when the exchange shows a hundred at most and does not say when they appeared.
import assert from "node:assert/strict";
import { newLoads, remember } from "../../../domain/searches/new_loads.ts";

const page = (ids: string, hasMore = false) => ({ cards: [...ids].map((id) => ({ id })), hasMore });
const fresh = (before: ReturnType<typeof page>, now: ReturnType<typeof page>) =>
  newLoads(remember(null, before), now).map(({ id }) => id).join("");

Deno.test("a load that was not there is new, wherever it stands", () => {
  assert.equal(fresh(page("abc"), page("xaybzc")), "xyz");
  assert.equal(fresh(page("abc"), page("abcz")), "z");
  assert.equal(fresh(page(""), page("ab")), "ab");
  assert.equal(fresh(page("abc"), page("cba")), "");
});

Deno.test("what moves up into a page that was cut off is not new", () => {
  assert.equal(fresh(page("abc", true), page("xbcde", true)), "x");
  assert.equal(fresh(page("abc", true), page("bcde")), "");
});

Deno.test("of a page nobody recognises everything is new", () => {
  assert.equal(fresh(page("abc", true), page("xyz", true)), "xyz");
});

Deno.test("a load that vanishes for a while does not come back as new", () => {
  const seen = remember(remember(null, page("abc")), page("ac"));
  assert.deepEqual(newLoads(seen, page("abc")), []);
});

Deno.test("what is remembered has a bound, and the oldest goes first", () => {
  const many = (from: number) => ({
    cards: Array.from({ length: 300 }, (_, n) => ({ id: `${from + n}` })),
    hasMore: false,
  });
  const seen = remember(remember(null, many(0)), many(1000));
  assert.equal(seen.ids.length, 500);
  assert.ok(many(1000).cards.every(({ id }) => seen.ids.includes(id)));
});
