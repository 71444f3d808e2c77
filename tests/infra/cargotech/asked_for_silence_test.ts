// CargoTech that asks for silence: every call is held back, for as long as it says.
import { deepEqual, equal, ok } from "node:assert/strict";
import { filter, found, SECOND, until, withCargoTech } from "./support.ts";
import { list, rows } from "./rows.ts";
import { LIST, reply } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };

Deno.test("Retry-After holds every call back", () =>
  withCargoTech(async ({ upstream, source }) => {
    const at: number[] = [];
    upstream.always(LIST, () => {
      at.push(Date.now());
      return at.length === 1
        ? new Response(null, { status: 429, headers: { "retry-after": "1" } })
        : Response.json(list(rows(1)));
    });
    const first = source.list(filter());
    // The answer has been heard: before that nobody knows of it.
    await until(() => source.status().budget.pausedUntil !== undefined);
    const second = source.list(filter("mode=all"));
    await Promise.all([first, second]);
    equal(at.length, 3);
    for (const time of at.slice(1)) ok(time - at[0]! >= 990, `asked again after ${time - at[0]!} ms`);
  }));

Deno.test("X-RateLimit-Reset-After is honoured as well, and a pause too long to wait for is refused at once", () =>
  withCargoTech(async ({ upstream, source }) => {
    upstream.next(LIST, reply.status(429, { "x-ratelimit-reset-after": "60" }));
    deepEqual(await source.list(filter()), UNAVAILABLE);
    deepEqual(await source.list(filter("mode=all")), UNAVAILABLE);
    equal(upstream.calls, 1);
    equal(source.health().breaker, "closed");
  }));

Deno.test("an answer that leaves nothing of the rate limit pauses until its reset", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    upstream.next(LIST, () =>
      Response.json(list(rows(1)), {
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "30" },
      }));
    await source.list(filter());
    deepEqual(await source.list(filter("mode=all")), UNAVAILABLE);
    pass(31 * SECOND);
    equal(found(await source.list(filter("mode=all"))).cards.length, 20);
  }));
