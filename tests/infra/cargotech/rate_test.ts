// The rate budget as CargoTech and the drivers meet it: through the whole client, in a time that runs sixty times faster.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { CargoTech } from "../../../infra/cargotech/source.ts";
import { type Wait, wait } from "../../../infra/wait.ts";
import { densest } from "./densest.ts";
import { filter, found, HOUR, MINUTE, SECOND, until, withCargoTech } from "./support.ts";
import { list, rows } from "./rows.ts";
import { LIST, type Upstream } from "./upstream.ts";

const TRUCK_TYPES = "/v1/dictionaries/truck_types";
const UNAVAILABLE = { refused: "cargotech_unavailable" };
const TIMING = { longestWait: 20 * SECOND, loginTimeout: 10 * SECOND, callTimeout: 15 * SECOND };

function fast() {
  const began = Date.now();
  let stopped: number | undefined;
  const clock = () => stopped ?? began + (Date.now() - began) * 60;
  return {
    clock,
    wait: ((ms, signal) => wait(ms / 60, signal)) satisfies Wait,
    timing: TIMING,
    standStill: () => void (stopped = clock()),
    pass: (ms: number) => void (stopped = clock() + ms),
    goOn: () => void (stopped = undefined),
  };
}

/** As patient as the busiest machine asks for. */
const PATIENT = { ...TIMING, longestWait: HOUR };

/** A process that can die: from then on it neither calls nor writes. Each of its writes takes `writeMs` of real time. */
function mortal(kv: Deno.Kv, clock: () => number, calls: number[], writeMs = 0) {
  let alive = true;
  const dead = () => Promise.reject(new Error("the process is dead"));
  return {
    die: () => void (alive = false),
    options: {
      fetch: (...request: Parameters<typeof fetch>) => {
        if (!alive) return dead();
        calls.push(clock());
        return fetch(...request);
      },
      kv: new Proxy(kv, {
        get(target, name) {
          const value = Reflect.get(target, name);
          if (name !== "set") return typeof value === "function" ? value.bind(target) : value;
          return async (...args: Parameters<Deno.Kv["set"]>) => {
            if (writeMs > 0) await wait(writeMs);
            return await (alive ? target.set(...args) : dead());
          };
        },
      }),
    },
  };
}

Deno.test("neither a restart nor a crash gives the account a second budget for the same minute", async () => {
  const time = fast();
  const rate = 40;
  await withCargoTech(async ({ source, kv, restart }) => {
    await source.stop();
    const calls: number[] = [];
    // More than a minute's worth, however slow the machine.
    for (let life = 0; life < 8 || (calls.length <= rate && life < 80); life++) {
      const { die, options } = mortal(kv, time.clock, calls);
      const process = restart(options);
      const until = time.clock() + 18 * SECOND;
      for (let page = 0; time.clock() < until; page++) {
        // Nobody waits for the answers of a life that ends.
        for (let n = 0; n < 5; n++) void process.list(filter(`offset=${life * 10_000 + page * 100 + n}`));
        await wait(20);
      }
      if (life % 2 === 0) await process.stop();
      else die();
    }
    ok(densest(calls, MINUTE) <= rate, `${densest(calls, MINUTE)} calls in a minute of ${rate}`);
    ok(densest(calls, SECOND) <= rate / 4, `${densest(calls, SECOND)} calls in a second of ${rate / 4}`);
    ok(calls.length > rate, `and it goes on afterwards: ${calls.length}`);
  }, { ...time, ratePerMinute: rate });
});

Deno.test("a store that is slow to note what was spent slows the calls, so that a crash cannot forget them", async () => {
  const time = fast();
  const rate = 40;
  await withCargoTech(async ({ source, kv, restart }) => {
    await source.stop();
    const calls: number[] = [];
    for (let life = 0; life < 6 || (calls.length === 0 && life < 60); life++) {
      const { die, options } = mortal(kv, time.clock, calls, 40);
      const process = restart(options);
      const until = time.clock() + 5 * SECOND;
      for (let page = 0; time.clock() < until; page++) {
        for (let n = 0; n < 5; n++) void process.list(filter(`offset=${life * 10_000 + page * 100 + n}`));
        await wait(20);
      }
      die();
    }
    ok(densest(calls, MINUTE) <= rate, `${densest(calls, MINUTE)} calls in a minute of ${rate}`);
    ok(calls.length > 0, "and there are calls");
  }, { ...time, ratePerMinute: rate });
});

Deno.test("a pause that upstream asked for outlives a restart", () =>
  withCargoTech(async ({ upstream, source, restart, pass }) => {
    upstream.next(LIST, () => new Response(null, { status: 429, headers: { "retry-after": "300" } }));
    deepEqual(await source.list(filter()), UNAVAILABLE);
    await source.stop();
    const again = restart();
    deepEqual(await again.list(filter()), UNAVAILABLE);
    equal(upstream.calls, 1);
    pass(301 * SECOND);
    equal(found(await again.list(filter())).cards.length, 20);
  }));

Deno.test("a 503 that says when to come back keeps everybody away until then, but not longer than a probe would wait", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    const later = (seconds: number) => () =>
      new Response(null, { status: 503, headers: { "retry-after": `${seconds}` } });
    upstream.next(LIST, later(30), later(3600));
    deepEqual(await source.list(filter()), UNAVAILABLE);
    deepEqual(await source.list(filter("offset=20")), UNAVAILABLE);
    equal(upstream.calls, 1);
    pass(31 * SECOND);
    deepEqual(await source.list(filter("offset=40")), UNAVAILABLE);
    equal(upstream.calls, 2);
    pass(61 * SECOND);
    equal(found(await source.list(filter())).cards.length, 20);
  }));

Deno.test("what was spent while the store was locked is noted when it is free, and a crash does not forget it", async () => {
  await withCargoTech(async ({ kv, restart }) => {
    let locked = 6;
    const busy = new Proxy(kv, {
      get(target, name) {
        if (name === "set" && locked > 0) {
          return () => (locked--, Promise.reject(new TypeError("database is locked")));
        }
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await restart({ kv: busy }).truckTypes();
    await until(async () => (await kv.get(["cargotech", "spent_calls"])).value !== null);
    const next = restart();
    await next.truckTypes();
    ok(next.status().budget.used >= 3, `${next.status().budget.used} calls`);
  });
});

Deno.test("who waits too long for the budget gets what is cached, or hears that there is no answer", async () => {
  const time = fast();
  let ahead = 0;
  const options = { ratePerMinute: 2, wait: time.wait, clock: () => time.clock() + ahead };
  await withCargoTech(async ({ source, upstream, restart }) => {
    const page = found(await source.list(filter()));
    // Older than what is shown without asking.
    ahead += 2 * HOUR;
    // Both calls of a minute end in a moment in which time stands still.
    upstream.next(LIST, () => (time.standStill(), Response.json(list(rows(20)))));
    const spent = ["mode=all", "offset=40"].map((query) => source.list(filter(query)));
    // Until it is answered the first of them has no end, and nothing the second could wait for.
    await Promise.race(spent);
    await until(() => source.status().budget.waiting === 1);
    time.pass(2 * SECOND);
    await Promise.all(spent);
    await source.stop();
    const hurried = restart({ timing: TIMING });
    const [old, cold] = await Promise.all([hurried.list(filter()), hurried.list(filter("offset=20"))]);
    deepEqual(found(old), page);
    equal("stale" in old && old.stale, true);
    deepEqual(cold, UNAVAILABLE);
    equal(upstream.calls, 3);
  }, { ...options, timing: PATIENT });
});

Deno.test("a driver who asks what a watcher asked already does not wait for the watcher's turn", async () => {
  const time = fast();
  await withCargoTech(async ({ source, upstream }) => {
    await spendAndStandStill(source, upstream, time);
    const asked = ["watched", "shared", "driver"].map((_, n) => filter(`offset=${(n + 1) * 20}`));
    const [watched, shared, driver] = asked;
    const answers = Promise.all([
      source.latest(watched!),
      source.latest(shared!),
      source.list(driver!),
      source.list(shared!),
    ]);
    // Whoever came first would be first in a line of one.
    await until(() => source.status().budget.waiting === 3);
    time.goOn();
    await answers;
    const order = upstream.received.filter(({ path }) => path === LIST).map(({ query }) =>
      query.get("offset")
    );
    deepEqual(order, ["40", "60", "20"]);
  }, { ...time, ratePerMinute: 4, timing: PATIENT });
});

Deno.test("prices, and the pages behind them, wait behind drivers", async () => {
  const time = fast();
  await withCargoTech(async ({ source, upstream }) => {
    await spendAndStandStill(source, upstream, time);
    const answers = Promise.all([source.prices(["1"]), source.detail("2")]);
    await until(() => source.status().budget.waiting === 2);
    time.goOn();
    await answers;
    deepEqual(upstream.received.slice(-2).map(({ path }) => path.at(-1)), ["2", "1"]);
    await until(() => source.status().budget.waiting === 0);
  }, { ...time, ratePerMinute: 4, timing: PATIENT });
});

/** The last call ends in the moment in which time stops: whoever asks from then on has to wait. */
async function spendAndStandStill(
  source: CargoTech,
  upstream: Upstream,
  time: { standStill(): void },
): Promise<void> {
  upstream.next(TRUCK_TYPES, () => {
    time.standStill();
    return Response.json({ data: [{ id: 1, name: "тент" }] });
  });
  await source.truckTypes();
}
