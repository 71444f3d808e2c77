// A machine whose clock was an hour fast and is put right: nothing of the client stands still for that hour.
import { deepEqual, equal } from "node:assert/strict";
import { steadyClock } from "../../../infra/cargotech/steady_clock.ts";
import { filter, found, HOUR, MINUTE, SECOND, until, withCargoTech } from "./support.ts";
import { LIST, reply } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };

Deno.test("a steady clock goes on from where it was when the clock is put back", () => {
  let now = 10_000;
  const clock = steadyClock(() => now);
  equal(clock(), 10_000);
  now = 4_000;
  equal(clock(), 10_000);
  now = 4_250;
  equal(clock(), 10_250);
  now = 20_000;
  equal(clock(), 26_000);
});

Deno.test("a spent budget is whole again after a minute", () =>
  withCargoTech(async ({ source, pass }) => {
    // With the sign-in that is four.
    for (const offset of [0, 20, 40]) {
      pass(2 * SECOND);
      found(await source.list(filter(`offset=${offset}`)));
    }
    pass(-HOUR);
    equal(source.status().budget.used, 4);
    pass(MINUTE + SECOND);
    found(await source.list(filter("offset=60")));
  }, { ratePerMinute: 4 }));

Deno.test("an open breaker probes after its pause", () =>
  withCargoTech(async ({ source, upstream, pass }) => {
    found(await source.list(filter()));
    upstream.always(LIST, reply.status(500));
    for (let offset = 1; offset <= 6; offset++) await source.list(filter(`offset=${offset}`));
    equal(source.health().breaker, "open");
    upstream.always(LIST, null);
    pass(-HOUR);
    deepEqual(await source.list(filter("offset=7")), UNAVAILABLE);
    pass(11 * SECOND);
    found(await source.list(filter("offset=8")));
  }));

Deno.test("an answer from the future is shown as stale and asked for anew, now and after a restart", () =>
  withCargoTech(async ({ source, upstream, pass, restart }) => {
    const lists = () => upstream.received.filter(({ path }) => path === LIST).length;
    await source.list(filter());
    pass(-HOUR);
    const answer = await source.list(filter());
    equal("stale" in answer && answer.stale, true);
    await until(() => lists() === 2);
    await source.stop();
    pass(-HOUR);
    const again = restart();
    await again.list(filter());
    await until(() => lists() === 3);
  }));
