// Sessions as signed JWTs (HS256, `kid`) backed by one record per driver, so that logout and a new sign-in end a
// token at once (contracts 1.2, 1.3). One process serves a store: its memory answers, the KV record survives it.
import { errors, jwtVerify, SignJWT } from "jose";
import { SESSION_TTL } from "../../domain/sessions/mod.ts";
import type { Issued, Role, Session, SessionStore } from "../../domain/sessions/ports.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import { LruMap } from "../lru_map.ts";

interface SessionRecord {
  readonly sid: string;
  readonly expiresAt: number;
}

const ALGORITHM = "HS256";
const REMEMBERED = 20_000;

/** `keys`: decoded SECRET_KEYs; the first signs, all verify. */
export function createSessionStore(
  { kv, keys, clock, newId, roleOf }: {
    kv: Deno.Kv;
    keys: readonly Uint8Array[];
    clock: Clock;
    newId: NewId;
    roleOf: (driverId: number) => Role;
  },
): SessionStore {
  const [signingKey] = keys;
  if (!signingKey) throw new Error("Cannot sign sessions without a SECRET_KEY");
  const records = new LruMap<number, SessionRecord | null>(REMEMBERED);
  const verified = new LruMap<string, Omit<Session, "role">>(REMEMBERED);

  async function recordOf(driverId: number): Promise<SessionRecord | null> {
    const known = records.get(driverId);
    if (known !== undefined) return known;
    const { value } = await kv.get<SessionRecord>(["session", driverId]);
    if (records.get(driverId) === undefined) records.set(driverId, value);
    return records.get(driverId) ?? null;
  }

  async function put(driverId: number, sid: string): Promise<Issued> {
    const expiresAt = clock() + SESSION_TTL;
    const record = { sid, expiresAt };
    records.set(driverId, record);
    await kv.set(["session", driverId], record, { expireIn: SESSION_TTL });
    const token = await new SignJWT({ sid })
      .setProtectedHeader({ alg: ALGORITHM, kid: "0", typ: "JWT" })
      .setSubject(String(driverId))
      .setIssuedAt(Math.floor(clock() / 1000))
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .sign(signingKey!);
    return { token, session: { driverId, sid, role: roleOf(driverId), expiresAt } };
  }

  /** What the token says once its signature holds under any of our keys. */
  async function claimsOf(token: string): Promise<Omit<Session, "role"> | null> {
    const known = verified.get(token);
    if (known) return known;
    for (const key of keys) {
      const claims = await verify(token, key, clock());
      if (!claims) continue;
      verified.set(token, claims);
      return claims;
    }
    return null;
  }

  return {
    open: (driverId) => put(driverId, newId()),
    extend: (session) => put(session.driverId, session.sid),
    async read(token) {
      const claims = await claimsOf(token);
      if (!claims || claims.expiresAt <= clock()) return null;
      const record = await recordOf(claims.driverId);
      return record?.sid === claims.sid ? { ...claims, role: roleOf(claims.driverId) } : null;
    },
    async close(session) {
      const record = await recordOf(session.driverId);
      if (record?.sid !== session.sid) return;
      records.set(session.driverId, null);
      await kv.delete(["session", session.driverId]);
    },
  };
}

async function verify(token: string, key: Uint8Array, now: number): Promise<Omit<Session, "role"> | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      currentDate: new Date(now),
      requiredClaims: ["sub", "sid", "iat", "exp"],
    });
    const driverId = Number(payload.sub);
    if (!Number.isSafeInteger(driverId) || typeof payload["sid"] !== "string") return null;
    return { driverId, sid: payload["sid"], expiresAt: payload.exp! * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
