// Our account at CargoTech: closed, probed, written about, and never shown to anybody (contract 1.4).
import { deepEqual, equal } from "node:assert/strict";
import { filter, found, HOUR, PASSWORD, PHONE, SECOND, until, withCargoTech } from "./support.ts";
import { LIST, LOGIN, reply, TOKEN_SECRET } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };
const DENIED = { refused: "cargotech_unavailable", reason: "denied" };

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

Deno.test("the probe tells whether the account works", () =>
  withCargoTech(async ({ upstream, source }) => {
    deepEqual(await source.probe(), { ok: true });
    upstream.revokeTokens();
    deepEqual(await source.probe(), { ok: true });
    equal(upstream.signIns, 2);
    upstream.always("/v1/me", reply.status(500));
    deepEqual(await source.probe(), UNAVAILABLE);
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
