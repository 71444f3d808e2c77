// People's keys as they are stored, wrapped by the key ring: what an export carries and an import puts back.
import { retryWhileLocked } from "../locked.ts";
import { fromBytes, toBytes } from "../eventlog/record.ts";
import type { Keyring } from "./keyring.ts";

export interface WrappedKey {
  readonly subject: string;
  /** 16 hex characters. */
  readonly id: string;
  /** An envelope of the key ring. */
  readonly wrapped: string;
}

/** The value at ["key", subject]. Stored: change it only by a new number. */
interface KeyRecord {
  readonly v: 1;
  readonly id: string;
  readonly wrapped: string;
}

const KEYS: Deno.KvKey = ["key"];
/** Set to something new whenever a key is deleted or replaced, so that every process drops what it remembers. */
export const KEYS_CHANGED: Deno.KvKey = ["keys-changed"];

export const keyOf = (subject: string): Deno.KvKey => ["key", subject];
/** What a wrapped key is bound to, besides the ring: nobody can pass one person's key off as another's. */
export const boundTo = (subject: string) => `key:${subject}`;

export function encodeKey({ id, wrapped }: Omit<WrappedKey, "subject">): Uint8Array {
  return toBytes(JSON.stringify({ v: 1, id, wrapped } satisfies KeyRecord));
}

export function decodeKey(subject: string, bytes: Uint8Array): WrappedKey {
  const { id, wrapped } = fromBytes<KeyRecord>(bytes);
  return { subject, id, wrapped };
}

/** All keys there are, by subject. */
export async function* readKeys(kv: Deno.Kv): AsyncGenerator<WrappedKey> {
  for await (const { key, value } of kv.list<Uint8Array>({ prefix: KEYS }, { batchSize: 500 })) {
    yield decodeKey(String(key[1]), value);
  }
}

/** Whether the ring can open it. */
export function opens(keyring: Keyring, { subject, wrapped }: WrappedKey): boolean {
  try {
    keyring.decrypt(wrapped, boundTo(subject));
    return true;
  } catch {
    // The ring's only way to say no; why does not matter here.
    return false;
  }
}

/** Puts another key in the place of the subject's, or none, as a part of a greater write. */
export function changeKey(atomic: Deno.AtomicOperation, subject: string, key: WrappedKey | null): void {
  if (key === null) atomic.delete(keyOf(subject));
  else atomic.set(keyOf(subject), encodeKey(key));
  atomic.set(KEYS_CHANGED, true);
}

/** Deletes a key for good: what was sealed under it is unreadable from here on, in every process. */
export async function deleteKey(kv: Deno.Kv, subject: string, random: () => number): Promise<void> {
  const atomic = kv.atomic();
  changeKey(atomic, subject, null);
  await retryWhileLocked(() => atomic.commit(), random);
}
