// Token buckets: twice the rate at once, then the rate, each caller for itself.
import assert from "node:assert/strict";
import { createThrottle } from "../../../infra/web/token_bucket.ts";

function bucket(perSecond: number) {
  const clock = { now: 1_000_000 };
  const throttle = createThrottle({ perSecond, clock: () => clock.now });
  const granted = (count: number, caller = "a") =>
    Array.from({ length: count }, () => throttle(caller)).filter((wait) => wait === 0).length;
  return { clock, throttle, granted };
}

Deno.test("twice the rate is granted at once, and no more", () => {
  assert.equal(bucket(10).granted(50), 20);
});

Deno.test("it fills at the rate and never above twice the rate", () => {
  const { clock, granted } = bucket(10);
  granted(20);
  clock.now += 500;
  assert.equal(granted(50), 5);
  clock.now += 3_600_000;
  assert.equal(granted(50), 20);
});

Deno.test("over any minute a caller gets at most the rate and one full bucket", () => {
  const { clock, granted } = bucket(10);
  let total = 0;
  for (let at = 0; at < 60_000; at += 20) {
    total += granted(3);
    clock.now += 20;
  }
  assert.ok(total <= 620 && total >= 610, String(total));
});

Deno.test("callers do not share a bucket", () => {
  const { granted } = bucket(1);
  assert.deepEqual([granted(5, "a"), granted(5, "b")], [2, 2]);
});

Deno.test("who has to wait is told whole seconds after which there is a token", () => {
  const { clock, throttle } = bucket(0.1);
  assert.equal(throttle("a"), 0);
  const wait = throttle("a");
  assert.equal(wait, 10);
  clock.now += wait * 1000;
  assert.equal(throttle("a"), 0);
});

Deno.test("a clock that goes back grants nothing", () => {
  const { clock, granted } = bucket(1);
  granted(2);
  clock.now -= 60_000;
  assert.equal(granted(5), 0);
});
