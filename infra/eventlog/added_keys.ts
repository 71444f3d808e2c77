// The keys an import brings before its first event, and how they are taken away again when that event never comes.
import { addKey, keyOf, type WrappedKey } from "../crypto/wrapped_keys.ts";
import { retryWhileLocked } from "../locked.ts";
import { createStoredLog } from "./stored_log.ts";

export interface AddedKey {
  readonly key: WrappedKey;
  readonly versionstamp: string;
}

/** Those that were not there. */
export async function addKeys(
  kv: Deno.Kv,
  keys: readonly WrappedKey[],
  random: () => number,
): Promise<AddedKey[]> {
  const added: AddedKey[] = [];
  for (const key of keys) {
    const versionstamp = await addKey(kv, key, random);
    if (versionstamp !== null) added.push({ key, versionstamp });
  }
  return added;
}

/** Whoever was faster may have written under one of them by now: what is in an event after the position is kept. */
export async function removeUnused(
  kv: Deno.Kv,
  added: readonly AddedKey[],
  position: number,
  random: () => number,
): Promise<void> {
  let written = "";
  for await (const event of createStoredLog(kv).readAll({ after: position })) {
    written += JSON.stringify(event);
  }
  for (const { key: { subject, id }, versionstamp } of added) {
    if (written.includes(id)) continue;
    const key = keyOf(subject);
    await retryWhileLocked(() => kv.atomic().check({ key, versionstamp }).delete(key).commit(), random);
  }
}
