// The life of a session: one per driver, dead at once when ended, kept over restarts and key changes (contracts 1.2, 1.3).
import assert from "node:assert/strict";
import { SESSION_TTL } from "../../../domain/sessions/mod.ts";
import { DRIVER, forge, KEY, NOW, OTHER_KEY, withSessions } from "./kit.ts";

Deno.test("a token lives for 24 hours and not a second longer", async () => {
  await withSessions(async (world) => {
    const sessions = world.store();
    const { token, session } = await sessions.open(DRIVER);
    assert.equal(session.expiresAt, NOW + SESSION_TTL);
    world.now = NOW + SESSION_TTL - 1;
    assert.deepEqual(await sessions.read(token), session);
    world.now = NOW + SESSION_TTL;
    assert.equal(await sessions.read(token), null);
  });
});

Deno.test("a new sign-in ends the token before it at once, also for a store that knew it", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store();
    const first = await sessions.open(DRIVER);
    assert.ok(await sessions.read(first.token));
    const second = await sessions.open(DRIVER);
    assert.equal(await sessions.read(first.token), null);
    assert.ok(await sessions.read(second.token));
    assert.equal(await store().read(first.token), null, "after a restart too");
  });
});

Deno.test("logout ends every token of the session at once and for good", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store();
    const first = await sessions.open(DRIVER);
    const extended = (await sessions.extend(first.session))!;
    await sessions.close(first.session);
    for (const { token } of [first, extended]) {
      assert.equal(await sessions.read(token), null);
      assert.equal(await store().read(token), null);
    }
  });
});

Deno.test("ending a session that was replaced leaves the new one alone", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store();
    const first = await sessions.open(DRIVER);
    const second = await sessions.open(DRIVER);
    await sessions.close(first.session);
    assert.ok(await sessions.read(second.token));
  });
});

Deno.test("a restart forgets no session", async () => {
  await withSessions(async ({ store }) => {
    const { token, session } = await store().open(DRIVER);
    assert.deepEqual(await store().read(token), session);
  });
});

Deno.test("a new key signs, the old one still verifies until it is taken away", async () => {
  await withSessions(async ({ store }) => {
    const old = await store(KEY).open(DRIVER);
    const rotated = store(OTHER_KEY, KEY);
    assert.ok(await rotated.read(old.token));
    const renewed = (await rotated.extend(old.session))!;
    assert.ok(await store(OTHER_KEY).read(renewed.token));
    assert.equal(await store(OTHER_KEY).read(old.token), null);
    assert.equal(await store(KEY).read(renewed.token), null);
  });
});

Deno.test("a token names its key, and one that names none or another is still tried with all", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store(OTHER_KEY, KEY);
    const { token, session } = await sessions.open(DRIVER);
    const { kid, alg } = JSON.parse(atob(token.split(".")[0]!));
    assert.equal(alg, "HS256");
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", OTHER_KEY)).toHex();
    assert.equal(kid, digest.slice(0, 8));
    assert.ok(await sessions.read(await forge(session.sid)), "no kid");
    assert.ok(await sessions.read(await forge(session.sid, { header: { kid } })), "the kid of the other key");
  });
});

Deno.test("an extended session lives on under either token", async () => {
  await withSessions(async (world) => {
    const sessions = world.store();
    const first = await sessions.open(DRIVER);
    world.now = NOW + SESSION_TTL / 2;
    const second = (await sessions.extend(first.session))!;
    assert.equal(second.session.sid, first.session.sid);
    assert.equal(second.session.expiresAt, world.now + SESSION_TTL);
    assert.ok(await sessions.read(first.token));
    world.now = NOW + SESSION_TTL;
    assert.equal(await sessions.read(first.token), null);
    assert.ok(await sessions.read(second.token));
  });
});

Deno.test("a client that goes on with its old token costs one write a minute, not one a request", async () => {
  await withSessions(async (world) => {
    const sessions = world.store();
    const { session } = await sessions.open(DRIVER);
    const written = async () => (await world.kv.get(["session", DRIVER])).versionstamp;
    world.now += SESSION_TTL / 2;
    const first = (await sessions.extend(session))!;
    const once = await written();
    world.now += 59_000;
    const second = (await sessions.extend(session))!;
    assert.equal(await written(), once);
    assert.equal(second.session.expiresAt, first.session.expiresAt);
    assert.ok(await sessions.read(second.token));
    world.now += 2_000;
    await sessions.extend(session);
    assert.notEqual(await written(), once);
  });
});

Deno.test("a session that has ended is not extended: neither after logout nor after a new sign-in", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store();
    const first = await sessions.open(DRIVER);
    await sessions.close(first.session);
    assert.equal(await sessions.extend(first.session), null);
    assert.equal(await sessions.read(first.token), null);

    const replaced = await sessions.open(DRIVER);
    const newest = await sessions.open(DRIVER);
    assert.equal(await sessions.extend(replaced.session), null);
    assert.ok(await sessions.read(newest.token));
  });
});

Deno.test("a logout that overtakes an extension wins, however they interleave", async () => {
  await withSessions(async (world) => {
    const { store } = world;
    const sessions = store();
    for (let round = 0; round < 30; round++) {
      const { token, session } = await sessions.open(DRIVER);
      world.now += SESSION_TTL / 2;
      const [extended] = await Promise.all([sessions.extend(session), sessions.close(session)]);
      for (const each of [token, extended?.token].filter((each) => each !== undefined)) {
        assert.equal(await sessions.read(each), null);
        assert.equal(await store().read(each), null);
      }
    }
  });
});

Deno.test("who is an admin is decided by configuration alone, at every reading", async () => {
  let admins: number[] = [];
  await withSessions(async ({ store }) => {
    const sessions = store();
    const { token, session } = await sessions.open(DRIVER);
    assert.equal(session.role, "driver");
    assert.equal(
      (await sessions.read(await forge(session.sid, { claims: { role: "admin" } })))?.role,
      "driver",
    );
    admins = [DRIVER];
    assert.equal((await sessions.read(token))?.role, "admin");
    admins = [];
    assert.equal((await sessions.read(token))?.role, "driver");
  }, (driverId) => admins.includes(driverId) ? "admin" : "driver");
});

Deno.test("what is stored is no token: the KV record alone lets nobody in", async () => {
  await withSessions(async ({ store, kv }) => {
    const { token } = await store().open(DRIVER);
    const stored = JSON.stringify(await Array.fromAsync(kv.list({ prefix: ["session"] })));
    assert.equal(stored.includes(token.split(".")[2]!), false);
  });
});
