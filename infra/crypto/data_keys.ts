// One key per subject, at ["key", subject], wrapped by the key ring. Deleting it is how a person is forgotten.
import { randomBytes } from "node:crypto";
import type { Clock } from "../../domain/shared/ports.ts";
import { retryWhileLocked } from "../locked.ts";
import { LruMap } from "../lru_map.ts";
import type { Keyring } from "./keyring.ts";
import type { DataKey } from "./sealed.ts";
import { boundTo, decodeKey, deleteKey, encodeKey, keyOf, KEYS_CHANGED } from "./wrapped_keys.ts";

export interface DataKeys {
  /** Null when the subject has none: never had, or was forgotten. The same object for as long as it is remembered. */
  find(subject: string): Promise<DataKey | null>;
  /** The subject's key, made now if there is none. Two processes that ask at once get the same. */
  findOrCreate(subject: string): Promise<DataKey>;
  delete(subject: string): Promise<void>;
}

const CACHED = 10_000;
/** How long another process may go on using the key of somebody who was forgotten, in milliseconds. */
const TRUSTED_MS = 1_000;

export function createDataKeys(
  { kv, keyring, clock, random }: { kv: Deno.Kv; keyring: Keyring; clock: Clock; random: () => number },
): DataKeys {
  const cache = new LruMap<string, DataKey>(CACHED);
  /** Moves whenever a key was deleted, here or elsewhere: what is being read meanwhile may be the one that is gone. */
  let generation = 0;
  let lookedAt = -Infinity;
  let mark: string | null = null;
  let looking: Promise<void> | undefined;

  /** Drops everything remembered when some process has deleted a key since the last look. */
  async function notice(): Promise<void> {
    if (clock() - lookedAt < TRUSTED_MS) return;
    looking ??= look().finally(() => looking = undefined);
    await looking;
  }

  async function look(): Promise<void> {
    const now = clock();
    const { versionstamp } = await kv.get(KEYS_CHANGED);
    lookedAt = now;
    if (versionstamp === mark) return;
    mark = versionstamp;
    generation++;
    cache.clear();
  }

  async function find(subject: string): Promise<DataKey | null> {
    await notice();
    const cached = cache.get(subject);
    if (cached !== undefined) return cached;
    const before = generation;
    const entry = await kv.get<Uint8Array>(keyOf(subject));
    if (entry.value === null) return null;
    const stored = decodeKey(subject, entry.value);
    const key = { id: stored.id, key: keyring.decrypt(stored.wrapped, boundTo(subject)) };
    if (!keyring.isCurrent(stored.wrapped)) await rewrap(subject, key, entry.versionstamp);
    if (before === generation) cache.set(subject, key);
    return key;
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
