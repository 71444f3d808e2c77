// One key per subject, at ["key", subject], wrapped by the key ring. Deleting it is how a person is forgotten.
import { randomBytes } from "node:crypto";
import { DamagedKey } from "../../domain/shared/damaged_key.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { retryWhileLocked } from "../locked.ts";
import { LruMap } from "../lru_map.ts";
import { createTrust } from "../trusted_memory.ts";
import { type Keyring, MissingRingKey } from "./keyring.ts";
import type { DataKey } from "./sealed.ts";
import { boundTo, decodeKey, deleteKey, encodeKey, keyOf, KEYS_CHANGED } from "./wrapped_keys.ts";

export interface DataKeys {
  /**
   * Null when the subject has none: never had, or was forgotten. The same object for as long as it is remembered.
   * Throws DamagedKey.
   */
  find(subject: string): Promise<DataKey | null>;
  /** The subject's key, made now if there is none. Two processes that ask at once get the same. Throws DamagedKey. */
  findOrCreate(subject: string): Promise<DataKey>;
  delete(subject: string): Promise<void>;
}

const CACHED = 10_000;

export function createDataKeys(
  { kv, keyring, clock, random, alarm }: {
    kv: Deno.Kv;
    keyring: Keyring;
    clock: Clock;
    random: () => number;
    /** Told of each damaged key once. */
    alarm: (message: string, fields: { readonly subject: string; readonly why: string }) => void;
  },
): DataKeys {
  const cache = new LruMap<string, DataKey>(CACHED);
  /** Moves whenever a key was deleted, here or elsewhere: what is being read meanwhile may be the one that is gone. */
  let generation = 0;
  const alarmedOf = new Set<string>();
  const believe = createTrust({
    clock,
    mark: async () => (await kv.get(KEYS_CHANGED)).versionstamp,
    forget() {
      generation++;
      cache.clear();
    },
  });

  async function find(subject: string): Promise<DataKey | null> {
    await believe();
    const cached = cache.get(subject);
    if (cached !== undefined) return cached;
    const before = generation;
    const entry = await kv.get<Uint8Array>(keyOf(subject));
    if (entry.value === null) return null;
    const stored = decodeKey(subject, entry.value);
    if (stored === null) throw damaged(subject, new Error("what is stored is no key"));
    const key = { id: stored.id, key: unwrap(subject, stored.wrapped) };
    if (!keyring.isCurrent(stored.wrapped)) await rewrap(subject, key, entry.versionstamp);
    if (before === generation) cache.set(subject, key);
    return key;
  }

  function unwrap(subject: string, wrapped: string): Uint8Array {
    try {
      return keyring.decrypt(wrapped, boundTo(subject));
    } catch (error) {
      throw damaged(subject, error);
    }
  }

  function damaged(subject: string, cause: unknown): DamagedKey {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (!alarmedOf.has(subject)) alarm("a personal key is damaged", { subject, why });
    alarmedOf.add(subject);
    return new DamagedKey(subject, why, !(cause instanceof MissingRingKey));
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
    const stored = encodeKey({ id, wrapped: keyring.encrypt(key, boundTo(subject)) });
    await retryWhileLocked(
      () => kv.atomic().check({ key: keyOf(subject), versionstamp }).set(keyOf(subject), stored).commit(),
      random,
    );
  }

  /** Moves the key under the first key of the ring, so that old ring keys can be retired one day. */
  const rewrap = write;

  return {
    find,
    findOrCreate,
    async delete(subject) {
      await deleteKey(kv, subject, random);
      generation++;
      cache.delete(subject);
    },
  };
}
