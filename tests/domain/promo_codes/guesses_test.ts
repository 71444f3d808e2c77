// Who guesses promo codes has to wait; who types right ones does not.
import assert from "node:assert/strict";
import { createGuesses, GUESS_WINDOW } from "../../../domain/promo_codes/guesses.ts";
import { createWrongCodes } from "../../../infra/payments/wrong_codes.ts";

const MINUTE = 60_000;
const IVAN = { driverId: 1, address: "10.0.0.1" };
const invalid = () => Promise.resolve({ refused: "promo_code_invalid" } as const);
const right = () => Promise.resolve({ days: 7 });

/** `another` is what a process beside this one, or after it, has on the same store. */
async function standing() {
  const world = { now: 0 };
  const lines: string[] = [];
  const kv = await Deno.openKv(":memory:");
  const another = () =>
    createGuesses({
      wrongCodes: createWrongCodes({
        kv,
        digestOf: (caller) => `digest of ${caller}`,
        keepMs: GUESS_WINDOW,
        random: Math.random,
        logger: { warn: (line) => lines.push(line) },
      }),
      clock: () => world.now,
    });
  const guesses = another();
  let isOpen = true;
  const close = () => {
    if (isOpen) kv.close();
    isOpen = false;
  };
  return {
    world,
    lines,
    close,
    guesses,
    another,
    async wrong(times: number, who = IVAN) {
      for (let time = 0; time < times; time++) await guesses.attempt(who, invalid);
    },
    [Symbol.dispose]: close,
  };
}

Deno.test("the sixth code within ten minutes of five wrong ones waits for the first of them to be forgotten", async () => {
  using stand = await standing();
  const { world, guesses, wrong } = stand;
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
  using stand = await standing();
  const { guesses, another, wrong } = stand;
  await wrong(4);
  const began = Promise.withResolvers<void>();
  const lasting = Promise.withResolvers<{ days: number }>();
  const first = guesses.attempt(IVAN, () => {
    began.resolve();
    return lasting.promise;
  });
  await began.promise;
  assert.equal("refused" in await another().attempt(IVAN, right), true, "seen by a process beside this one");
  lasting.resolve({ days: 7 });
  assert.deepEqual(await first, { days: 7 });
  await assert.rejects(
    guesses.attempt(IVAN, () => Promise.reject(new Error("the store is locked"))),
    /locked/,
  );
  assert.deepEqual(await guesses.attempt(IVAN, right), { days: 7 });
});

Deno.test("right codes of one driver at once do not take each other for wrong ones", async () => {
  using stand = await standing();
  const { guesses, wrong } = stand;
  await wrong(4);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => guesses.attempt(IVAN, right)));
  assert.deepEqual(outcomes, Array(8).fill({ days: 7 }));
});

Deno.test("an outage after the code was tried changes nothing of what came of it, and is told in the log", async () => {
  using stand = await standing();
  const { guesses, close, lines } = stand;
  const outcome = await guesses.attempt(IVAN, () => {
    close();
    return right();
  });
  assert.deepEqual(outcome, { days: 7 });
  assert.deepEqual(lines, ["cannot forget a promo code that was right"]);
  using broken = await standing();
  await assert.rejects(
    broken.guesses.attempt(IVAN, () => {
      broken.close();
      return Promise.reject(new Error("the store is locked"));
    }),
    /the store is locked/,
  );
});

Deno.test("one address may guess for many drivers, but not for ever", async () => {
  using stand = await standing();
  const { guesses, wrong } = stand;
  for (let driverId = 1; driverId <= 100; driverId++) await wrong(5, { ...IVAN, driverId });
  assert.deepEqual(await guesses.attempt({ ...IVAN, driverId: 999 }, right), {
    refused: "too_many_codes",
    seconds: 600,
  });
  assert.deepEqual(await guesses.attempt({ driverId: 999, address: "10.0.0.2" }, right), { days: 7 });
});

Deno.test("wrong codes are remembered over a restart, and counted together by processes at once", async () => {
  using stand = await standing();
  const { guesses, another } = stand;
  const beside = another();
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 ? guesses : beside).attempt(IVAN, invalid)),
  );
  const tried = outcomes.filter(({ refused }) => refused === "promo_code_invalid");
  assert.equal(tried.length, 5);
  assert.deepEqual(await another().attempt(IVAN, right), { refused: "too_many_codes", seconds: 600 });
});

Deno.test("a clock that was put back locks nobody out", async () => {
  using stand = await standing();
  const { world, guesses, wrong } = stand;
  world.now = 24 * 60 * MINUTE;
  await wrong(5);
  world.now = 0;
  assert.deepEqual(await guesses.attempt(IVAN, right), { days: 7 });
});
