// What differs between two states of a stream.
import { deepStrictEqual } from "node:assert/strict";
import { changesBetween } from "../../../components/admin/history/changes.ts";
import { compact } from "../../../components/admin/history/compact.ts";

Deno.test("equal states have no changes, whatever their identity", () => {
  const state = () => ({
    status: "sent",
    cargo: { price: { minor: 1 } },
    timeline: [{ at: "x" }],
    name: null,
  });
  deepStrictEqual(changesBetween(state(), state()), []);
});

Deno.test("a change is told at the deepest field both states have", () => {
  deepStrictEqual(
    changesBetween({ a: { b: { c: 1, d: 2 } }, list: [{ x: 1 }] }, {
      a: { b: { c: 3, d: 2 } },
      list: [{ x: 2 }],
    }),
    [{ path: "a.b.c", before: 1, after: 3 }, { path: "list[0].x", before: 1, after: 2 }],
  );
});

Deno.test("what appears has no before, what goes has no after, null is a value", () => {
  deepStrictEqual(
    changesBetween({ gone: { x: 1 }, name: "Иван", list: [] }, { name: null, list: [7], came: 0 }),
    [
      { path: "gone", before: { x: 1 } },
      { path: "name", before: "Иван", after: null },
      { path: "list[0]", after: 7 },
      { path: "came", after: 0 },
    ],
  );
});

Deno.test("a value that changes its kind is told as a whole", () => {
  deepStrictEqual(changesBetween({ v: [1] }, { v: { 0: 1 } }), [{ path: "v", before: [1], after: { 0: 1 } }]);
});

Deno.test("data on one line: plain values first, money and routes readable, ids the stream repeats left out", () => {
  const data = {
    cargo: { from: "Москва", to: "Казань", id: "1" },
    driverId: 7,
    offeredPrice: { minor: 6_500_050, currency: "RUB" },
    phone: null,
    comment: "тент",
  };
  deepStrictEqual(
    compact(data),
    "comment: тент · cargo: Москва → Казань · offeredPrice: 65000.5 RUB · phone: null",
  );
  deepStrictEqual(compact({ driverId: 7 }), "driverId: 7");
  deepStrictEqual(compact({ text: "я".repeat(500) }).length, 160);
});
