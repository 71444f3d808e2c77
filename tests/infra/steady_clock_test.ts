import assert from "node:assert/strict";
import { steadyClock } from "../../infra/steady_clock.ts";

Deno.test("time is the machine's while that goes on", () => {
  let now = 10_000;
  const clock = steadyClock(() => now);
  assert.equal(clock(), 10_000);
  now = 10_001;
  assert.equal(clock(), 10_001);
  now = 90_000;
  assert.equal(clock(), 90_000);
});

Deno.test("after the machine's clock was put back time goes on at half speed until that has caught up", () => {
  let now = 10_000;
  const clock = steadyClock(() => now);
  clock();
  now = 4_000;
  assert.equal(clock(), 10_000);
  now = 6_000;
  assert.equal(clock(), 11_000);
  now = 16_000;
  assert.equal(clock(), 16_000);
  now = 17_000;
  assert.equal(clock(), 17_000);
});

Deno.test("asked often it goes on all the same", () => {
  let now = 10_000;
  const clock = steadyClock(() => now);
  clock();
  now = 0;
  for (; now < 2_000; now++) clock();
  assert.equal(clock(), 11_000);
});
