// The rate budget in virtual time.
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import fc from "fast-check";
import { type Budget, createBudget } from "../../../infra/cargotech/budget.ts";
import { CargoTechFailure } from "../../../infra/cargotech/failure.ts";
import { PRIORITIES, type Priority } from "../../../infra/cargotech/waiting_line.ts";
import { densest } from "./densest.ts";
import { virtualTime } from "./virtual_time.ts";

const MINUTE = 60_000;
const PATIENCE = 20_000;

function budget(ratePerMinute: number, longestQueue?: number) {
  const time = virtualTime();
  const options = { ratePerMinute, clock: time.clock, wait: time.wait };
  return { time, budget: createBudget(longestQueue === undefined ? options : { ...options, longestQueue }) };
}

/** Takes a permit for a call that ends at once, and notes the name when it was granted or refused. */
function call(budget: Budget, priority: Priority, name: string, done: string[], patience = PATIENCE) {
  return budget.take({ priority }, patience).then(
    (permit) => (done.push(name), permit.done()),
    (error) => {
      if (!(error instanceof CargoTechFailure)) throw error;
      done.push(`${name} refused`);
    },
  );
}

Deno.test("no sliding minute and no sliding second ever holds more calls than the budget", async () => {
  const arrivals = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 900 }),
      priority: fc.constantFrom(...PRIORITIES),
      /** How long the call takes, and when in it upstream sees it: the beginning, the end, or between. */
      lasts: fc.integer({ min: 0, max: 4000 }),
      seenAt: fc.double({ min: 0, max: 1, noNaN: true }),
      made: fc.boolean(),
    }),
    { minLength: 20, maxLength: 150 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), arrivals, async (rate, wanted) => {
      const { time, budget: limited } = budget(rate);
      const seen: number[] = [];
      let at = 0;
      for (const { after, priority, lasts, seenAt, made } of wanted) {
        await time.until(at += after);
        limited.take({ priority }, 10 * MINUTE).then(async (permit) => {
          const started = time.clock();
          if (!made) return permit.cancel();
          await time.wait(lasts);
          seen.push(started + seenAt * lasts);
          permit.done();
        }, (error) => {
          if (!(error instanceof CargoTechFailure)) throw error;
        });
      }
      await time.until(at + 11 * MINUTE);
      ok(densest(seen, MINUTE) <= rate, `${densest(seen, MINUTE)} calls in a minute of ${rate}`);
      const perSecond = Math.max(1, Math.floor(rate / 4));
      ok(densest(seen, 1000) <= perSecond, `${densest(seen, 1000)} calls in a second of ${perSecond}`);
      ok(
        seen.length >= Math.min(rate, wanted.filter(({ made }) => made).length),
        "and it is not refused either",
      );
    }),
    { numRuns: 60 },
  );
});

Deno.test("two hundred distinct questions a second for three minutes stay inside the budget, and nobody waits longer than the limit", async () => {
  const rate = 600;
  const { time, budget: limited } = budget(rate);
  const calls: number[] = [];
  let longest = 0;
  let refused = 0;
  for (let at = 0; at < 3 * MINUTE; at += 50) {
    await time.until(at);
    for (let n = 0; n < 10; n++) {
      const heard = () => longest = Math.max(longest, time.clock() - at);
      limited.take({ priority: PRIORITIES[n % PRIORITIES.length]! }, PATIENCE).then(async (permit) => {
        heard();
        calls.push(time.clock());
        await time.wait(n * 70);
        permit.done();
      }, (error) => {
        if (!(error instanceof CargoTechFailure)) throw error;
        heard();
        refused++;
      });
    }
  }
  await time.until(4 * MINUTE);
  ok(densest(calls, MINUTE) <= rate, `${densest(calls, MINUTE)} calls in a minute`);
  ok(densest(calls, 1000) <= rate / 4, `${densest(calls, 1000)} calls in a second`);
  ok(longest <= PATIENCE, `somebody waited ${longest} ms`);
  equal(calls.length + refused, 3 * 60 * 200);
  ok(calls.length >= 3 * rate * 0.9, `the budget is used: ${calls.length} calls`);
});

Deno.test("the whole budget is given away within a minute", async () => {
  const { time, budget: limited } = budget(600);
  const done: string[] = [];
  for (let i = 0; i < 600; i++) call(limited, "driver", "x", done);
  await time.until(PATIENCE - 1);
  equal(done.length, 600);
});

Deno.test("when there is little room drivers go first, then refreshes, alerts and prefetch", async () => {
  const { time, budget: limited } = budget(4);
  const done: string[] = [];
  for (const priority of [...PRIORITIES].reverse()) {
    call(limited, priority, `${priority} 1`, done, 10 * MINUTE);
    call(limited, priority, `${priority} 2`, done, 10 * MINUTE);
  }
  await time.until(3 * MINUTE);
  deepEqual(done.slice(0, 5), ["prefetch 1", "driver 1", "driver 2", "refresh 1", "refresh 2"]);
});

Deno.test("who waits longer than the limit is refused", async () => {
  const { time, budget: limited } = budget(1);
  const done: string[] = [];
  call(limited, "driver", "first", done);
  call(limited, "driver", "second", done);
  await time.until(PATIENCE - 1);
  deepEqual(done, ["first"]);
  await time.until(PATIENCE);
  deepEqual(done, ["first", "second refused"]);
});

Deno.test("a full queue refuses the least important, the newest first", async () => {
  const { time, budget: limited } = budget(1, 2);
  const done: string[] = [];
  call(limited, "driver", "first", done);
  call(limited, "alerts", "alert 1", done);
  call(limited, "alerts", "alert 2", done);
  call(limited, "driver", "driver", done);
  call(limited, "prefetch", "prefetch", done);
  await time.until(0);
  deepEqual(done, ["first", "alert 2 refused", "prefetch refused"]);
});

Deno.test("a call that hangs holds its place, and a call not made gives it back", async () => {
  const { time, budget: limited } = budget(4);
  const hanging = await limited.take({ priority: "driver" }, PATIENCE);
  const done: string[] = [];
  const waiting = call(limited, "driver", "waiting", done);
  await time.until(PATIENCE - 1);
  deepEqual(done, []);
  hanging.cancel();
  hanging.done();
  await waiting;
  deepEqual([done, limited.status().used], [["waiting"], 1]);
});

Deno.test("a pause holds everybody, and one too long to wait for is refused at once", async () => {
  const { time, budget: limited } = budget(600);
  const done: string[] = [];
  limited.pause(5000);
  call(limited, "driver", "waits", done);
  await time.until(4999);
  deepEqual(done, []);
  await time.until(5000);
  deepEqual(done, ["waits"]);
  limited.pause(PATIENCE + 1);
  await rejects(limited.take({ priority: "driver" }, PATIENCE), /longer pause/);
});

Deno.test("a stop refuses everybody who waits", async () => {
  const { time, budget: limited } = budget(1);
  const done: string[] = [];
  for (const name of ["first", "second", "third"]) call(limited, "driver", name, done);
  limited.stop();
  await time.until(0);
  deepEqual(done, ["first", "second refused", "third refused"]);
});

Deno.test("a budget that was stopped lets nobody through, neither those who wait nor those who come", async () => {
  const { budget: limited } = budget(4);
  const done: string[] = [];
  const early = ["first", "second"].map((name) => call(limited, "driver", name, done));
  limited.stop();
  await Promise.all([...early, call(limited, "driver", "late", done)]);
  deepEqual(done, ["first", "second refused", "late refused"]);
});
