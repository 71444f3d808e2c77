// Sessions of several processes on one file: what one opens the other knows at once, what one ends is dead in the other
// within a second (contracts 1.2, 1.3).
import assert from "node:assert/strict";
import { SESSION_TTL } from "../../../domain/sessions/mod.ts";
import { createSessionStore } from "../../../infra/sessions/session_store.ts";
import { DRIVER, KEY, NOW, withProcesses, withSessions } from "./kit.ts";

const SECOND = 1_000;
const OTHER_DRIVER = DRIVER + 1;

Deno.test("a new sign-in in one process is good in the other at once, and the token before it dies there in a second", () =>
  withProcesses(async (time) => {
    const { a, b } = time;
    const first = await a.open(DRIVER);
    assert.ok(await b.read(first.token));
    const second = await a.open(DRIVER);
    assert.deepEqual(await b.read(second.token), second.session);
    assert.equal(await b.read(first.token), null, "it has seen the new one");

    const third = await a.open(DRIVER);
    time.now += SECOND;
    assert.equal(await b.read(second.token), null, "a second later, though it has not seen the new one");
    assert.ok(await b.read(third.token));
  }));

Deno.test("a logout in one process ends the session in the other within a second, and at once where it was asked for", () =>
  withProcesses(async (time) => {
    const { a, b } = time;
    const { token, session } = await a.open(DRIVER);
    assert.ok(await b.read(token));
    await a.close(session);
    assert.equal(await a.read(token), null);
    time.now += SECOND;
    assert.equal(await b.read(token), null);
    assert.equal(await b.isLive(session), false);
    assert.equal(await b.extend(session), null);
  }));

Deno.test("whoever is forgotten in one process has no session in the other a second later", () =>
  withProcesses(async (time) => {
    const { a, b } = time;
    const { token, session } = await b.open(DRIVER);
    assert.ok(await b.isLive(session));
    await a.end(DRIVER);
    time.now += SECOND;
    assert.equal(await b.isLive(session), false, "a page that stays open asks this");
    assert.equal(await b.read(token), null);
  }));

Deno.test("the logout of an old token in one process leaves the session alone that the other has opened since", () =>
  withProcesses(async ({ a, b }) => {
    const old = await b.open(DRIVER);
    const fresh = await a.open(DRIVER);
    await b.close(old.session);
    assert.ok(await a.read(fresh.token));
    assert.ok(await b.read(fresh.token));
  }));

Deno.test("a session that one process has prolonged lives on in the other", () =>
  withProcesses(async (time) => {
    const { a, b } = time;
    const first = await b.open(DRIVER);
    time.now = NOW + SESSION_TTL / 2;
    const second = (await a.extend(first.session))!;
    time.now = NOW + SESSION_TTL;
    assert.equal(await b.isLive(second.session), true);
    assert.ok(await b.read(second.token));
    const third = (await b.extend(second.session))!;
    assert.equal(third.session.expiresAt, NOW + 2 * SESSION_TTL);
  }));

Deno.test("two processes that prolong a session at once both hand out a good token", () =>
  withProcesses(async (time) => {
    const { a, b } = time;
    const { session } = await a.open(DRIVER);
    assert.ok(await b.isLive(session));
    for (let round = 0; round < 10; round++) {
      time.now += SESSION_TTL / 2;
      const prolonged = await Promise.all([a.extend(session), b.extend(session)]);
      for (const issued of prolonged) assert.ok(await a.read(issued?.token ?? ""));
      for (const issued of prolonged) assert.ok(await b.read(issued?.token ?? ""));
    }
  }));

Deno.test("sign-ins of one driver at the same moment in two processes leave one good token everywhere", () =>
  withProcesses(async (time) => {
    const { a, b } = time;
    for (let round = 0; round < 10; round++) {
      const opened = await Promise.all([a, b, a, b].map((store) => store.open(DRIVER)));
      time.now += SECOND;
      const good = async (store: typeof a) => {
        const read = await Promise.all(opened.map(({ token }) => store.read(token)));
        return read.filter((session) => session !== null).map(({ sid }) => sid);
      };
      const [inA, inB] = [await good(a), await good(b)];
      assert.equal(inA.length, 1);
      assert.deepEqual(inB, inA);
    }
  }));

Deno.test("requests cost no read of a session while nothing changes elsewhere, also when others sign in here", () =>
  withSessions(async (world) => {
    const reads: Deno.KvKey[] = [];
    const sessions = createSessionStore({
      kv: noting(world.kv, reads),
      keys: [KEY],
      clock: () => world.now,
      newId: () => crypto.randomUUID(),
      random: () => 0.5,
      roleOf: () => "driver",
    });
    const { token } = await sessions.open(DRIVER);
    for (let n = 0; n < 100; n++) {
      assert.ok(await sessions.read(token));
      await sessions.open(OTHER_DRIVER);
      world.now += SECOND;
    }
    assert.deepEqual(reads, []);
    await world.store().open(OTHER_DRIVER);
    world.now += SECOND;
    assert.ok(await sessions.read(token));
    assert.deepEqual(reads, [["session", DRIVER]]);
  }));

/** The store; the keys it is asked for one by one are noted. */
function noting(kv: Deno.Kv, reads: Deno.KvKey[]): Deno.Kv {
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name !== "get") return member.bind(target);
      return (key: Deno.KvKey) => {
        reads.push(key);
        return target.get(key);
      };
    },
  });
}
