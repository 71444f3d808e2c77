// Sessions as signed tokens backed by one record per driver, so that logout and a new sign-in end a token at once
// (contracts 1.2, 1.3).
import { SESSION_TTL } from "../../domain/sessions/mod.ts";
import type { Issued, Role, SessionStore } from "../../domain/sessions/ports.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import { LruMap } from "../lru_map.ts";
import { createSessionRecords, type SessionRecord } from "./session_records.ts";
import { createSigningKeys } from "./signing_keys.ts";
import { type Claims, signToken, verifyToken } from "./token.ts";

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
  const records = createSessionRecords({ kv, clock, random, processId: newId() });
  const verified = new LruMap<string, Claims>(REMEMBERED);

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
      await records.put(driverId, record);
      return await issue(driverId, record);
    },

    async extend({ driverId, sid }) {
      const current = await records.live(driverId, sid);
      if (current === null) return null;
      const expiresAt = clock() + SESSION_TTL;
      const isFresh = current.expiresAt > expiresAt - LATELY;
      const extended = isFresh ? current : await records.prolong(driverId, { sid, expiresAt });
      return extended && await issue(driverId, extended);
    },

    async read(token) {
      const claims = await claimsOf(token);
      if (!claims || claims.expiresAt <= clock()) return null;
      const record = await records.live(claims.driverId, claims.sid);
      return record && { ...claims, role: roleOf(claims.driverId) };
    },

    close: ({ driverId, sid }) => records.close(driverId, sid),
    end: records.end,
    isLive: async ({ driverId, sid }) => await records.live(driverId, sid) !== null,
  };
}
