// A session store on a KV of its own, with a clock that is set, and tokens nobody should believe.
import { SignJWT } from "jose";
import type { Role, SessionStore } from "../../../domain/sessions/ports.ts";
import { createSessionStore } from "../../../infra/sessions/session_store.ts";
import { withFile, withKv } from "../eventlog/kit.ts";

export const DRIVER = 700_000_101;
export const KEY = new Uint8Array(32).fill(1);
export const OTHER_KEY = new Uint8Array(32).fill(9);
export const NOW = Date.parse("2026-03-03T11:00:00.000Z");

export async function withSessions(
  use: (world: SessionsWorld) => Promise<void>,
  roleOf: (driverId: number) => Role = () => "driver",
): Promise<void> {
  const kv = await Deno.openKv(":memory:");
  const world: SessionsWorld = { now: NOW, kv, store: (...keys) => storeOn(world, kv, roleOf, keys) };
  try {
    await use(world);
  } finally {
    kv.close();
  }
}

/** Two processes on one file, each with its own memory; they have the clock in common. */
export async function withProcesses(
  use: (processes: { now: number; readonly a: SessionStore; readonly b: SessionStore }) => Promise<void>,
): Promise<void> {
  const time = { now: NOW };
  await withFile((path) =>
    withKv(
      (one) =>
        withKv((two) => use(Object.assign(time, { a: storeOn(time, one), b: storeOn(time, two) })), path),
      path,
    )
  );
}

function storeOn(
  time: { readonly now: number },
  kv: Deno.Kv,
  roleOf: (driverId: number) => Role = () => "driver",
  keys: readonly Uint8Array[] = [],
): SessionStore {
  return createSessionStore({
    kv,
    keys: keys.length > 0 ? keys : [KEY],
    clock: () => time.now,
    newId: () => crypto.randomUUID(),
    random: () => 0.5,
    roleOf,
  });
}

export interface SessionsWorld {
  /** UTC milliseconds. */
  now: number;
  readonly kv: Deno.Kv;
  /** Another store on the same KV: what a restart makes. Without keys, the usual one. */
  store(...keys: Uint8Array[]): SessionStore;
}

/** Signed by us in every respect but those given. */
export function forge(
  sid: string,
  { key = KEY, header = {}, claims = {} }: {
    key?: Uint8Array | CryptoKey;
    header?: Record<string, unknown>;
    claims?: Record<string, unknown>;
  } = {},
): Promise<string> {
  const seconds = NOW / 1000;
  const payload = { sid, sub: String(DRIVER), iat: seconds, exp: seconds + 3600, ...claims };
  const given = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return new SignJWT(given).setProtectedHeader({ alg: "HS256", typ: "JWT", ...header }).sign(key);
}

/** A token of parts as they are. */
export function compact(header: object, claims: object, signature: string): string {
  const part = (value: object) =>
    new TextEncoder().encode(JSON.stringify(value)).toBase64({ alphabet: "base64url", omitPadding: true });
  return `${part(header)}.${part(claims)}.${signature}`;
}
