// The breaker: CargoTech that keeps failing is left alone, and found again by single probes.
import { deepEqual, equal } from "node:assert/strict";
import { filter, found, MINUTE, SECOND, withCargoTech } from "./support.ts";
import { DETAIL, LIST, reply } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };

Deno.test("five failures in a row open the breaker, and a probe closes it", () =>
  withCargoTech(async ({ upstream, source, pass, standStill }) => {
    standStill();
    await source.renewToken();
    upstream.always(LIST, reply.status(500));
    for (let i = 0; i < 8; i++) await source.list(filter(`offset=${i}`));
    equal(upstream.calls, 5);
    equal(source.health().breaker, "open");
    equal(source.health().state, "down");
    upstream.always(LIST, null);
    pass(9 * SECOND);
    deepEqual(await source.list(filter()), UNAVAILABLE);
    pass(2 * SECOND);
    equal(found(await source.list(filter())).cards.length, 20);
    equal(source.health().breaker, "closed");
    equal(source.health().state, "ok");
  }));

Deno.test("a breaker that is half open lets a single probe through", () =>
  withCargoTech(async ({ upstream, source, pass, standStill }) => {
    standStill();
    await source.renewToken();
    upstream.always(LIST, reply.status(500));
    for (let i = 0; i < 5; i++) await source.list(filter(`offset=${i}`));
    pass(11 * SECOND);
    await Promise.all(Array.from({ length: 20 }, (_, i) => source.list(filter(`offset=${i}`))));
    equal(upstream.calls, 6);
    pass(11 * SECOND);
    await source.list(filter());
    equal(upstream.calls, 6, "the second pause is twenty seconds");
    pass(10 * SECOND);
    await source.list(filter());
    equal(upstream.calls, 7);
  }));

Deno.test("any number of unknown loads never opens the breaker", () =>
  withCargoTech(async ({ upstream, source }) => {
    for (const status of [404, 400, 422]) {
      upstream.always(DETAIL, reply.status(status));
      for (let i = 0; i < 20; i++) {
        deepEqual(await source.detail(`${status}${i}`), { refused: "cargo_not_found" });
      }
    }
    equal(source.health().breaker, "closed");
    equal(source.health().state, "ok");
    equal(found(await source.list(filter())).cards.length, 20);
  }));

Deno.test("a stale page is shown at once while the breaker is open, and nobody is asked", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    await source.list(filter());
    upstream.always(LIST, reply.status(500));
    for (let i = 1; i <= 5; i++) await source.list(filter(`offset=${i}`));
    pass(6 * MINUTE);
    await source.detail("1");
    upstream.always(DETAIL, reply.status(500));
    for (let i = 2; i <= 6; i++) await source.detail(String(i));
    const before = upstream.calls;
    const answer = await source.list(filter());
    equal("stale" in answer && answer.stale, true);
    await source.stop();
    equal(upstream.calls, before);
  }));
