// Sessions as signed tokens backed by one record per driver, so that logout and a new sign-in end a token at once
// (contracts 1.2, 1.3). One process serves a store: its memory answers, the KV record survives it.
import { SESSION_TTL } from "../../domain/sessions/mod.ts";
import type { Issued, Role, SessionStore } from "../../domain/sessions/ports.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import { retryWhileLocked } from "../locked.ts";
import { LruMap } from "../lru_map.ts";
import { createSigningKeys } from "./signing_keys.ts";
import { type Claims, signToken, verifyToken } from "./token.ts";

interface SessionRecord {
  readonly sid: string;
  readonly expiresAt: number;
}

const REMEMBERED = 20_000;
/** A session extended this lately is not written again: clients that go on with an older token ask with every request. */
const LATELY = 60_000;

/** `keys`: decoded SECRET_KEYs; the first signs, all verify. */
export function createSessionStore(
  { kv, keys: secrets, clock, newId, random, roleOf }: {
    kv: Deno.Kv;
    keys: readonly Uint8Array[];
    clock: Clock;
    newId: NewId;
    /** From 0 to 1, for waiting times. */
    random: () => number;
    roleOf: (driverId: number) => Role;
  },
): SessionStore {
  const keys = createSigningKeys(secrets);
  const records = new LruMap<number, SessionRecord | null>(REMEMBERED);
  const verified = new LruMap<string, Claims>(REMEMBERED);
  const keyOf = (driverId: number) => ["session", driverId];

  async function recordOf(driverId: number): Promise<SessionRecord | null> {
    const known = records.get(driverId);
    if (known !== undefined) return known;
    const { value } = await kv.get<SessionRecord>(keyOf(driverId));
    if (records.get(driverId) === undefined) records.set(driverId, value);
    return records.get(driverId) ?? null;
  }

  // The store first, then memory: what could not be written has not happened.
  const durably = <T>(write: () => Promise<T>) => retryWhileLocked(write, random);

  async function end(driverId: number): Promise<void> {
    await durably(() => kv.delete(keyOf(driverId)));
    records.set(driverId, null);
  }

  async function issue(driverId: number, { sid, expiresAt }: SessionRecord): Promise<Issued> {
    const token = await signToken(keys, { driverId, sid, expiresAt }, clock());
    return { token, session: { driverId, sid, role: roleOf(driverId), expiresAt } };
  }

  async function claimsOf(token: string): Promise<Claims | null> {
    const known = verified.get(token);
    if (known) return known;
    const claims = await verifyToken(keys, token, clock());
    if (claims) verified.set(token, claims);
    return claims;
  }

  return {
    async open(driverId) {
      const record = { sid: newId(), expiresAt: clock() + SESSION_TTL };
      await durably(() => kv.set(keyOf(driverId), record, { expireIn: SESSION_TTL }));
      records.set(driverId, record);
      return await issue(driverId, record);
    },

    async extend({ driverId, sid }) {
      const current = await recordOf(driverId);
      if (current?.sid !== sid) return null;
      if (current.expiresAt > clock() + SESSION_TTL - LATELY) return await issue(driverId, current);
      const stored = await kv.get<SessionRecord>(keyOf(driverId));
      if (stored.value?.sid !== sid) return null;
      const record = { sid, expiresAt: clock() + SESSION_TTL };
      // The check keeps a session dead that ends at this very moment, by logout or by a new sign-in.
      const kept = await durably(() =>
        kv.atomic().check(stored).set(keyOf(driverId), record, { expireIn: SESSION_TTL }).commit()
      );
      const known = records.get(driverId);
      if (!kept.ok || (known !== undefined && known?.sid !== sid)) return null;
      records.set(driverId, record);
      return await issue(driverId, record);
    },

    async read(token) {
      const claims = await claimsOf(token);
      if (!claims || claims.expiresAt <= clock()) return null;
      const record = await recordOf(claims.driverId);
      return record?.sid === claims.sid ? { ...claims, role: roleOf(claims.driverId) } : null;
    },

    async close({ driverId, sid }) {
      const record = await recordOf(driverId);
      if (record?.sid === sid) await end(driverId);
    },

    end,

    async isLive({ driverId, sid }) {
      const record = await recordOf(driverId);
      return record?.sid === sid && record.expiresAt > clock();
    },
  };
}
