// A machine whose clock was an hour fast and is put right: nothing of the client stands still for that hour. Its time
// goes on at half speed meanwhile.
import { deepEqual, equal } from "node:assert/strict";
import { filter, found, HOUR, MINUTE, SECOND, until, withCargoTech } from "./support.ts";
import { LIST, reply } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };

Deno.test("a spent budget is whole again after a minute", () =>
  withCargoTech(async ({ source, pass }) => {
    // With the sign-in that is four.
    for (const offset of [0, 20, 40]) {
      pass(2 * SECOND);
      found(await source.list(filter(`offset=${offset}`)));
    }
    pass(-HOUR);
    equal(source.status().budget.used, 4);
    pass(2 * (MINUTE + SECOND));
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
    pass(2 * 11 * SECOND);
    found(await source.list(filter("offset=8")));
  }));

Deno.test("an answer from the future, as a restart may find it, is shown as stale and asked for anew", () =>
  withCargoTech(async ({ source, upstream, pass, restart }) => {
    const lists = () => upstream.received.filter(({ path }) => path === LIST).length;
    await source.list(filter());
    await source.stop();
    pass(-HOUR);
    const again = restart();
    const answer = await again.list(filter());
    equal("stale" in answer && answer.stale, true);
    await until(() => lists() === 2);
  }));
