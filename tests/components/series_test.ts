// Counts by kind as the few series a chart can show.
import assert from "node:assert/strict";
import { seriesOf } from "../../components/admin/series.ts";

Deno.test("the most frequent kinds come first; a moment without one counts nought", () => {
  assert.deepEqual(seriesOf([{ a: 1 }, { b: 5, a: 1 }, {}]), [
    { name: "b", values: [0, 5, 0] },
    { name: "a", values: [1, 1, 0] },
  ]);
});

Deno.test("more kinds than colours are counted together at the end", () => {
  const counts = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`kind-${index}`, 10 - index]));
  const series = seriesOf([counts]);
  assert.deepEqual(series.map(({ name }) => name), [
    "kind-0",
    "kind-1",
    "kind-2",
    "kind-3",
    "kind-4",
    "kind-5",
    "",
  ]);
  assert.deepEqual(series.at(-1)?.values, [4 + 3 + 2]);
});

Deno.test("nothing happened: no series", () => {
  assert.deepEqual(seriesOf([{}, {}]), []);
});
