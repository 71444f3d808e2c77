// The life of a token: renewed before it ends, kept at rest for the account it is of (contract 1.4).
import { deepEqual, equal } from "node:assert/strict";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createSecretStore } from "../../../infra/crypto/secrets.ts";
import { filter, found, HOUR, MINUTE, SECOND, until, withCargoTech } from "./support.ts";
import { list, rows } from "./rows.ts";
import { LIST, LOGIN, reply, TOKEN_SECRET } from "./upstream.ts";

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
