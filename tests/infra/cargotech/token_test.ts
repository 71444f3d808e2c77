// The account's token: one sign-in however many need it, and nobody but CargoTech ever sees it (contract 1.4).
import { deepEqual, equal, match } from "node:assert/strict";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createSecretStore } from "../../../infra/crypto/secrets.ts";
import { filter, found, HOUR, MINUTE, PASSWORD, PHONE, SECOND, until, withCargoTech } from "./support.ts";
import { list, rows } from "./rows.ts";
import { DETAIL, LIST, LOGIN, reply, TOKEN_SECRET } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };
const DENIED = { refused: "cargotech_unavailable", reason: "denied" };

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
  withCargoTech(async ({ upstream, source, log, pass }) => {
    upstream.always(LIST, reply.status(401));
    deepEqual(await source.list(filter()), UNAVAILABLE);
    equal(upstream.calls, 2);
    equal(upstream.signIns, 2);
    equal(log.some((line) => line.includes('"error"') && line.includes("refuses a token")), true);
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
  withCargoTech(async ({ upstream, source, events, log, pass }) => {
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

Deno.test("a closed account is a critical alert, told once, and drivers hear why", () =>
  withCargoTech(async ({ upstream, source, log, pass }) => {
    upstream.always(LOGIN, reply.status(403));
    for (let i = 0; i < 4; i++) {
      deepEqual(await source.list(filter()), DENIED);
      pass(61 * SECOND);
    }
    equal(source.health().state, "denied");
    equal(log.filter((line) => line.includes('"critical":true')).length, 1);
    upstream.always(LOGIN, null);
    equal(found(await source.list(filter())).cards.length, 20);
    equal(source.health().state, "ok");
  }));

Deno.test("an account closed in the middle of the day still shows what is cached", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    const page = found(await source.list(filter()));
    upstream.always(LIST, reply.status(403));
    deepEqual(await source.list(filter("mode=all")), DENIED);
    equal(source.health().state, "denied");
    pass(2 * HOUR);
    deepEqual(found(await source.list(filter())), page);
  }));

Deno.test("renewal by the job keeps the old token serving until the new one is there", () =>
  withCargoTech(async ({ upstream, source }) => {
    await source.list(filter());
    const slow = Promise.withResolvers<Response>();
    upstream.next(LOGIN, () => slow.promise);
    const renewal = source.renewToken();
    equal(found(await source.detail("1")).id, "1");
    equal(upstream.received.at(-1)?.token?.startsWith("1|"), true);
    upstream.always(LIST, () => Response.json(list(rows(1))));
    slow.resolve(Response.json({ data: { token: "2|new" } }));
    deepEqual(await renewal, { ok: true });
    await source.list(filter("mode=all"));
    equal(upstream.received.at(-1)?.token, "2|new");
  }));

Deno.test("a token near its end is renewed while it still works, an ended one before the call", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    await source.detail("1");
    pass(0.95 * 24 * HOUR);
    await source.detail("2");
    equal(upstream.received.findLast(({ token }) => token)?.token?.startsWith("1|"), true);
    await until(() => upstream.signIns === 2);
    await source.detail("3");
    pass(25 * HOUR);
    await source.detail("4");
    equal(upstream.signIns, 3);
    equal(upstream.received.at(-1)?.token?.startsWith("3|"), true);
  }));

for (
  const [what, body] of Object.entries({
    "access_token": { access_token: "9|old", expires_in: 3600, refresh_token: "r" },
    "token": { token: "9|old", expires_in: 3600, refresh_token: "r" },
  })
) {
  Deno.test(`the older answer with a flat ${what} is understood, and its life is honoured`, () =>
    withCargoTech(async ({ upstream, source, pass }) => {
      upstream.always(LIST, () => Response.json(list(rows(1))));
      upstream.next(LOGIN, reply.json(body));
      await source.list(filter());
      equal(upstream.received.at(-1)?.token, "9|old");
      pass(HOUR + SECOND);
      await source.list(filter("mode=all"));
      equal(upstream.signIns, 2);
    }));
}

Deno.test("a token that CargoTech gave an hour is renewed before its end though no driver asks", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    upstream.next(
      LOGIN,
      reply.json({ access_token: TOKEN_SECRET, expires_in: 3600, refresh_token: "for another day" }),
    );
    await source.keepToken();
    pass(53 * MINUTE);
    await source.keepToken();
    equal(upstream.signIns, 1);
    pass(2 * MINUTE);
    deepEqual(await source.keepToken(), { ok: true });
    equal(upstream.signIns, 2);
  }));

Deno.test("a sign-in that answers without a token is a failed one", () =>
  withCargoTech(async ({ upstream, source, events }) => {
    upstream.next(LOGIN, reply.json({ data: {} }));
    deepEqual(await source.renewToken(), UNAVAILABLE);
    deepEqual(events, [{ type: "SignInFailed", data: { status: 200, attempt: 1 } }]);
  }));

Deno.test("the probe tells whether the account works", () =>
  withCargoTech(async ({ upstream, source }) => {
    deepEqual(await source.probe(), { ok: true });
    upstream.revokeTokens();
    deepEqual(await source.probe(), { ok: true });
    equal(upstream.signIns, 2);
    upstream.always("/v1/me", reply.status(500));
    deepEqual(await source.probe(), UNAVAILABLE);
  }));

Deno.test("a token at rest is used again, but never for another account or another server", () =>
  withCargoTech(async ({ upstream, source, restart }) => {
    await source.detail("1");
    await source.stop();
    const same = restart();
    await same.detail("2");
    await same.stop();
    equal(upstream.signIns, 1);
    await restart({ phone: "+7 900 000 00 00" }).detail("3");
    equal(upstream.signIns, 2);
  }));

Deno.test("facts that cannot be recorded cost no driver an answer", () =>
  withCargoTech(async ({ source, log }) => {
    equal(found(await source.list(filter())).cards.length, 20);
    await until(() => log.some((line) => line.includes("record TokenObtained")));
  }, { record: () => Promise.reject(new Error("log is full")) }));

Deno.test("token, password and phone are in no log line, event or health report, and not clear on disk", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await withCargoTech(
      async ({ upstream, source, events, log, pass }) => {
        await source.list(filter());
        upstream.revokeTokens();
        upstream.next(LOGIN, reply.status(503), reply.torn(), reply.html());
        await source.detail("1");
        pass(61 * SECOND);
        upstream.always(LOGIN, (received) => Response.json({ errors: received }, { status: 422 }));
        upstream.revokeTokens();
        await source.detail("2");
        pass(61 * SECOND);
        upstream.always(LOGIN, null);
        await source.detail("3");
        await source.stop();
        const seen = JSON.stringify([log, events, source.health()]);
        equal(log.length > 5, true);
        for (const secret of [TOKEN_SECRET, PASSWORD, PHONE]) equal(seen.includes(secret), false, secret);
      },
      {},
      `${folder}/store.kv`,
    );
    for await (const { name } of Deno.readDir(folder)) {
      const bytes = new TextDecoder("latin1").decode(await Deno.readFile(`${folder}/${name}`));
      for (const secret of [TOKEN_SECRET, PASSWORD, PHONE]) equal(bytes.includes(secret), false, name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a token sealed with an older key of the ring is used, and then sealed with the newest", () =>
  withCargoTech(async ({ source, upstream, kv, restart }) => {
    found(await source.list(filter()));
    await source.stop();
    const [older, newest] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)];
    const secretsOf = (...keys: Uint8Array[]) =>
      createSecretStore({ kv, keyring: createKeyring(keys), random: Math.random });
    found(await restart({ secrets: secretsOf(newest, older) }).detail("1"));
    found(await restart({ secrets: secretsOf(newest) }).detail("2"));
    equal(upstream.signIns, 1);
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
