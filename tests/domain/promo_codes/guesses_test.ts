// Who guesses promo codes has to wait; who types right ones does not.
import assert from "node:assert/strict";
import { createGuesses } from "../../../domain/promo_codes/guesses.ts";

const MINUTE = 60_000;
const IVAN = { driverId: 1, address: "10.0.0.1" };
const invalid = () => Promise.resolve({ refused: "promo_code_invalid" } as const);
const right = () => Promise.resolve({ days: 7 });

function standing() {
  const world = { now: 0 };
  const guesses = createGuesses({ clock: () => world.now });
  return {
    world,
    guesses,
    async wrong(times: number, who = IVAN) {
      for (let time = 0; time < times; time++) await guesses.attempt(who, invalid);
    },
  };
}

Deno.test("the sixth code within ten minutes of five wrong ones waits for the first of them to be forgotten", async () => {
  const { world, guesses, wrong } = standing();
  await wrong(1);
  world.now = 4 * MINUTE;
  await wrong(4);
  assert.deepEqual(await guesses.attempt(IVAN, right), { refused: "too_many_codes", seconds: 360 });
  world.now = 10 * MINUTE;
  assert.deepEqual(await guesses.attempt(IVAN, right), { days: 7 });
  await wrong(1);
  assert.deepEqual(await guesses.attempt(IVAN, right), { refused: "too_many_codes", seconds: 240 });
});

Deno.test("an attempt counts as wrong while it lasts, and no more when it was right or broke off", async () => {
  const { guesses, wrong } = standing();
  await wrong(4);
  const lasting = Promise.withResolvers<{ days: number }>();
  const first = guesses.attempt(IVAN, () => lasting.promise);
  assert.equal("refused" in await guesses.attempt(IVAN, right), true);
  lasting.resolve({ days: 7 });
  assert.deepEqual(await first, { days: 7 });
  await assert.rejects(
    guesses.attempt(IVAN, () => Promise.reject(new Error("the store is locked"))),
    /locked/,
  );
  assert.deepEqual(await guesses.attempt(IVAN, right), { days: 7 });
});

Deno.test("one address may guess for many drivers, but not for ever", async () => {
  const { guesses, wrong } = standing();
  for (let driverId = 1; driverId <= 100; driverId++) await wrong(5, { ...IVAN, driverId });
  assert.deepEqual(await guesses.attempt({ ...IVAN, driverId: 999 }, right), {
    refused: "too_many_codes",
    seconds: 600,
  });
  assert.deepEqual(await guesses.attempt({ driverId: 999, address: "10.0.0.2" }, right), { days: 7 });
});
