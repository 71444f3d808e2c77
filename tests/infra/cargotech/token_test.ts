// The account's token: one sign-in however many need it, and no storm of them when it is refused (contract 1.4).
import { deepEqual, equal, match } from "node:assert/strict";
import { filter, found, MINUTE, SECOND, until, withCargoTech } from "./support.ts";
import { DETAIL, LIST, LOGIN, reply, TOKEN_SECRET } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };

Deno.test("nothing is asked before somebody asks", () =>
  withCargoTech(({ upstream, source }) => {
    equal(upstream.received.length, 0);
    deepEqual(source.health(), { state: "ok", breaker: "closed" });
    return Promise.resolve();
  }));

Deno.test("a hundred calls need one sign-in, and it is told as an event without the token", () =>
  withCargoTech(async ({ upstream, source, events }) => {
    await Promise.all(Array.from({ length: 100 }, (_, i) => source.detail(String(i + 1))));
    equal(upstream.signIns, 1);
    equal(upstream.calls, 100);
    deepEqual(events.map(({ type }) => type), ["TokenObtained"]);
    equal(JSON.stringify(events).includes(TOKEN_SECRET), false);
    match(source.health().tokenObtainedAt!, /^\d{4}-\d\d-\d\dT/);
  }));

Deno.test("a storm of 401s causes one sign-in, and every call gets its answer", () =>
  withCargoTech(async ({ upstream, source, events }) => {
    await source.renewToken();
    const storm = Promise.withResolvers<void>();
    let refused = 0;
    const refuse = async () => {
      if (++refused === 50) storm.resolve();
      await storm.promise;
      return new Response(null, { status: 401 });
    };
    upstream.next(DETAIL, ...Array.from({ length: 50 }, () => refuse));
    const loads = await Promise.all(Array.from({ length: 50 }, (_, i) => source.detail(String(i + 1))));
    for (const load of loads) found(load);
    equal(upstream.signIns, 2);
    equal(upstream.calls, 100);
    await until(() => events.length === 3);
    deepEqual(events.map(({ type }) => type).sort(), ["TokenInvalidated", "TokenObtained", "TokenObtained"]);
    equal(source.health().breaker, "closed");
  }));

Deno.test("a 401 after the new sign-in is repeated no more: an alert, then sign-in rests with growing pauses", () =>
  withCargoTech(async ({ upstream, source, log, pass, standStill }) => {
    standStill();
    upstream.always(LIST, reply.status(401));
    deepEqual(await source.list(filter()), UNAVAILABLE);
    equal(upstream.calls, 2);
    equal(upstream.signIns, 2);
    equal(log.some((line) => line.includes('"alarm":true') && line.includes("refuses a token")), true);
    equal(source.health().state, "down");
    const signIns = upstream.signIns;
    for (let i = 0; i < 5; i++) await source.list(filter(`offset=${i}`));
    equal(upstream.signIns, signIns);
    pass(11 * SECOND);
    await source.list(filter());
    equal(upstream.signIns, signIns + 2);
    pass(11 * SECOND);
    await source.list(filter());
    equal(upstream.signIns, signIns + 2, "the second pause is twenty seconds");
    upstream.always(LIST, null);
    pass(10 * SECOND);
    equal(found(await source.list(filter())).cards.length, 20);
    equal(source.health().state, "ok");
    equal(source.health().breaker, "closed");
  }));

Deno.test("an old token refused, then the new one too: two tries, no third", () =>
  withCargoTech(async ({ upstream, source }) => {
    await source.list(filter());
    upstream.always(LIST, reply.status(401));
    deepEqual(await source.list(filter("mode=all")), UNAVAILABLE);
    equal(upstream.calls, 3);
    equal(upstream.signIns, 2);
  }));

Deno.test("a wrong password is a warning and an event, and is not repeated before the pause is over", () =>
  withCargoTech(async ({ upstream, source, events, log, pass, standStill }) => {
    standStill();
    upstream.always(LOGIN, reply.status(422));
    for (let i = 0; i < 3; i++) deepEqual(await source.list(filter()), UNAVAILABLE);
    equal(upstream.signIns, 1);
    equal(source.health().state, "down");
    deepEqual(events, [{ type: "SignInFailed", data: { status: 422, attempt: 1 } }]);
    equal(log.some((line) => line.includes('"warn"') && line.includes("422")), true);
    pass(11 * SECOND);
    await source.list(filter());
    deepEqual(events.at(-1), { type: "SignInFailed", data: { status: 422, attempt: 2 } });
    upstream.always(LOGIN, null);
    pass(21 * SECOND);
    equal(found(await source.list(filter())).cards.length, 20);
    equal(source.health().state, "ok");
  }));

Deno.test("a sign-in that answers without a token is a failed one", () =>
  withCargoTech(async ({ upstream, source, events }) => {
    upstream.next(LOGIN, reply.json({ data: {} }));
    deepEqual(await source.renewToken(), UNAVAILABLE);
    deepEqual(events, [{ type: "SignInFailed", data: { status: 200, attempt: 1 } }]);
  }));

Deno.test("people are called when sign-in keeps failing, once", () => {
  const alarms: string[] = [];
  return withCargoTech(async ({ source, upstream, pass }) => {
    upstream.always(LOGIN, reply.status(422));
    for (let n = 0; n < 5; n++) {
      await source.list(filter());
      pass(2 * MINUTE);
    }
    deepEqual(alarms, ["Cannot sign in to CargoTech again and again"]);
  }, { alarm: (message) => void alarms.push(message) });
});
