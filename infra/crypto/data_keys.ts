// One key per subject, at ["key", subject], wrapped by the key ring. Deleting it is how a person is forgotten.
import { randomBytes } from "node:crypto";
import { LruMap } from "../lru_map.ts";
import { retryWhileLocked } from "../eventlog/locked.ts";
import { fromBytes, toBytes } from "../eventlog/record.ts";
import type { Keyring } from "./keyring.ts";
import type { DataKey } from "./sealed.ts";

export interface DataKeys {
  /** Null when the subject has none: never had, or was forgotten. */
  find(subject: string): Promise<DataKey | null>;
  /** The subject's key, made now if there is none. Two processes that ask at once get the same. */
  findOrCreate(subject: string): Promise<DataKey>;
  delete(subject: string): Promise<void>;
}

interface WrappedKey {
  readonly v: 1;
  readonly id: string;
  readonly wrapped: string;
}

const CACHED = 10_000;

export function createDataKeys(
  { kv, keyring, random }: { kv: Deno.Kv; keyring: Keyring; random: () => number },
): DataKeys {
  const cache = new LruMap<string, DataKey>(CACHED);
  let forgotten = 0;

  async function find(subject: string): Promise<DataKey | null> {
    const cached = cache.get(subject);
    if (cached !== undefined) return cached;
    const before = forgotten;
    const entry = await kv.get<Uint8Array>(keyKey(subject));
    if (entry.value === null) return null;
    const stored = fromBytes<WrappedKey>(entry.value);
    const key = keyring.decrypt(stored.wrapped, boundTo(subject));
    if (!keyring.isCurrent(stored.wrapped)) await rewrap(subject, { id: stored.id, key }, entry.versionstamp);
    // A key read while somebody was being forgotten may be the one that is gone now.
    if (before === forgotten) cache.set(subject, { id: stored.id, key });
    return { id: stored.id, key };
  }

  async function findOrCreate(subject: string): Promise<DataKey> {
    for (;;) {
      const found = await find(subject);
      if (found !== null) return found;
      const made = { id: randomBytes(8).toString("hex"), key: new Uint8Array(randomBytes(32)) };
      await write(subject, made, null);
    }
  }

  /** Does nothing when another process was faster: the caller reads again. */
  async function write(subject: string, { id, key }: DataKey, versionstamp: string | null): Promise<void> {
    const stored: WrappedKey = { v: 1, id, wrapped: keyring.encrypt(key, boundTo(subject)) };
    await retryWhileLocked(
      () =>
        kv.atomic().check({ key: keyKey(subject), versionstamp })
          .set(keyKey(subject), toBytes(JSON.stringify(stored))).commit(),
      random,
    );
  }

  /** Moves the key under the first key of the ring, so that old ring keys can be retired one day. */
  const rewrap = write;

  return {
    find,
    findOrCreate,
    async delete(subject) {
      await retryWhileLocked(() => kv.delete(keyKey(subject)), random);
      forgotten++;
      cache.delete(subject);
    },
  };
}

const keyKey = (subject: string): Deno.KvKey => ["key", subject];
const boundTo = (subject: string) => `key:${subject}`;
