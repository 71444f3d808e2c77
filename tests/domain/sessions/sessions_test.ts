// Signing in (contracts 1.1–1.3) over ports in memory: whose session it becomes and when it is renewed.
import assert from "node:assert/strict";
import { createSessions, SESSION_TTL } from "../../../domain/sessions/mod.ts";
import type { InitDataVerdict, Session, SessionStore } from "../../../domain/sessions/ports.ts";

const NOW = Date.parse("2026-03-03T11:00:00.000Z");
const HOUR = 3_600_000;
const user = { id: 700_000_101, firstName: "Иван" };
const origin = { actor: { kind: "driver", id: "700000101" }, correlationId: "request-1" } as const;

/** One live session a driver, as the port demands; tokens are "<driver>:<sid>". */
function memoryStore(clock: () => number): SessionStore & { readonly live: Map<number, Session> } {
  const live = new Map<number, Session>();
  let opened = 0;
  const keep = (session: Session) => {
    live.set(session.driverId, session);
    return Promise.resolve({ token: `${session.driverId}:${session.sid}`, session });
  };
  return {
    live,
    open: (driverId) =>
      keep({ driverId, sid: `s${++opened}`, role: "driver", expiresAt: clock() + SESSION_TTL }),
    read(token) {
      const session = live.get(Number(token.split(":")[0]));
      return Promise.resolve(session && token.endsWith(`:${session.sid}`) ? session : null);
    },
    extend: (session) => keep({ ...session, expiresAt: clock() + SESSION_TTL }),
    close(session) {
      live.delete(session.driverId);
      return Promise.resolve();
    },
    isLive: ({ driverId, sid }) => Promise.resolve(live.get(driverId)?.sid === sid),
    end(driverId) {
      live.delete(driverId);
      return Promise.resolve();
    },
  };
}

function start(verdict: InitDataVerdict) {
  const noted: string[] = [];
  const world = { now: NOW, verdict };
  const store = memoryStore(() => world.now);
  const sessions = createSessions({
    check: () => world.verdict,
    store,
    clock: () => world.now,
    onInvalid: (why) => noted.push(`invalid: ${why}`),
    drivers: {
      signedIn({ id, firstName }) {
        noted.push(`signed in ${id}`);
        return Promise.resolve({ id, firstName });
      },
      signedOut(id) {
        noted.push(`signed out ${id}`);
        return Promise.resolve();
      },
      find: (id) => Promise.resolve({ id, firstName: "Иван" }),
    },
  });
  const signIn = (presented: Session | null = null) =>
    sessions.signIn({ initData: "any", presented, correlationId: "request-1" });
  return { sessions, store, noted, world, signIn };
}

const sessionOf = (signedIn: Awaited<ReturnType<ReturnType<typeof start>["signIn"]>>): Session => {
  assert.ok("session" in signedIn, JSON.stringify(signedIn));
  return signedIn.session;
};

Deno.test("fresh initData opens a session and notes the sign-in", async () => {
  const { signIn, sessions, noted } = start({ user, stale: false });
  const signedIn = await signIn();
  assert.deepEqual(signedIn, {
    token: "700000101:s1",
    session: { driverId: user.id, sid: "s1", role: "driver", expiresAt: NOW + SESSION_TTL },
    driver: user,
  });
  assert.deepEqual(await sessions.read("700000101:s1"), sessionOf(signedIn));
  assert.deepEqual(noted, ["signed in 700000101"]);
});

Deno.test("a new sign-in ends the session before it", async () => {
  const { signIn, sessions } = start({ user, stale: false });
  await signIn();
  await signIn();
  assert.equal(await sessions.read("700000101:s1"), null);
  assert.notEqual(await sessions.read("700000101:s2"), null);
});

Deno.test("refused when Telegram did not sign it; the operators are told why", async () => {
  const { signIn, noted, store } = start({ invalid: "hash" });
  assert.deepEqual(await signIn(), { refused: "init_data_invalid" });
  assert.deepEqual(noted, ["invalid: hash"]);
  assert.equal(store.live.size, 0);
});

Deno.test("refused when it is more than a day old, which is nobody's attack", async () => {
  const { signIn, noted } = start({ expired: true });
  assert.deepEqual(await signIn(), { refused: "init_data_expired" });
  assert.deepEqual(noted, []);
});

Deno.test("older genuine initData continues the live session of the same driver and opens none", async () => {
  const { signIn, world, noted } = start({ user, stale: false });
  const first = sessionOf(await signIn());
  world.verdict = { user, stale: true };
  world.now += 2 * HOUR;
  const continued = sessionOf(await signIn(first));
  assert.deepEqual(continued, { ...first, expiresAt: NOW + 2 * HOUR + SESSION_TTL });
  assert.deepEqual(noted, ["signed in 700000101"]);
});

Deno.test("older initData is refused without a session, and with another driver's", async () => {
  const { signIn } = start({ user, stale: true });
  assert.deepEqual(await signIn(), { refused: "init_data_expired" });
  const foreign: Session = { driverId: 7, sid: "s", role: "driver", expiresAt: NOW + HOUR };
  assert.deepEqual(await signIn(foreign), { refused: "init_data_expired" });
});

Deno.test("a session in use is renewed once an hour, not with every request", async () => {
  const { signIn, sessions, world } = start({ user, stale: false });
  const session = sessionOf(await signIn());
  world.now = NOW + HOUR;
  assert.equal(await sessions.slide(session), null);
  world.now = NOW + HOUR + 1;
  assert.equal((await sessions.slide(session))?.session.expiresAt, world.now + SESSION_TTL);
});

Deno.test("signing out ends the session at once and is noted", async () => {
  const { signIn, sessions, noted } = start({ user, stale: false });
  await sessions.signOut(sessionOf(await signIn()), origin);
  assert.equal(await sessions.read("700000101:s1"), null);
  assert.deepEqual(noted, ["signed in 700000101", "signed out 700000101"]);
});
