// People's keys as they are stored, wrapped by the key ring: what an export carries and an import puts back.
import { z } from "zod";
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
const KeyRecord = z.object({
  v: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{16}$/),
  wrapped: z.string(),
});

const KEYS: Deno.KvKey = ["key"];
/** Set to something new whenever a key is deleted or replaced, so that every process drops what it remembers. */
export const KEYS_CHANGED: Deno.KvKey = ["keys-changed"];

export const keyOf = (subject: string): Deno.KvKey => ["key", subject];
/** What a wrapped key is bound to, besides the ring: nobody can pass one person's key off as another's. */
export const boundTo = (subject: string) => `key:${subject}`;

export function encodeKey({ id, wrapped }: Omit<WrappedKey, "subject">): Uint8Array {
  return toBytes(JSON.stringify({ v: 1, id, wrapped } satisfies z.infer<typeof KeyRecord>));
}

/** Null when the bytes are no key. */
export function decodeKey(subject: string, bytes: Uint8Array): WrappedKey | null {
  const { data } = KeyRecord.safeParse(parsed(bytes));
  return data === undefined ? null : { subject, id: data.id, wrapped: data.wrapped };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return fromBytes(bytes);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** All keys there are, by subject. Damaged ones are named instead; without a ring only what is no key at all is found. */
export async function* readKeys(
  kv: Deno.Kv,
  { keyring, damaged = () => {} }: { keyring?: Keyring; damaged?: (subject: string) => void } = {},
): AsyncGenerator<WrappedKey> {
  for await (const { key, value } of kv.list<Uint8Array>({ prefix: KEYS }, { batchSize: 500 })) {
    const stored = decodeKey(String(key[1]), value);
    if (stored !== null && (keyring === undefined || opens(keyring, stored))) yield stored;
    else damaged(String(key[1]));
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
