// Where views live in the key-value store. These shapes are stored: change them only by adding.
// A build is the text "<code version>.<number>": a rebuild of the same code gets the next number.
import { Buffer } from "node:buffer";
import type { RowKey } from "../../domain/shared/projection.ts";

export const checkpointKey = (name: string, build: string): Deno.KvKey => ["cp", name, build];
export const viewKey = (
  name: string,
  build: string,
  key: RowKey,
): Deno.KvKey => ["view", name, build, ...key];
export const liveKey = (name: string): Deno.KvKey => ["live", name];
export const rebuildKey = (name: string): Deno.KvKey => ["rebuild", name];
/** Every build there is any trace of has a checkpoint here. */
export const buildsPrefix = (name: string): Deno.KvKey => ["cp", name];

/** The row's own key within its view. */
export function rowKey(key: Deno.KvKey): RowKey {
  return key.slice(3) as (string | number)[];
}

/** "view", the build, and what frames them. */
const BESIDE_PARTS = 24;

/** What the key of a row takes in the store: nine bytes a number, two more than its text a string. */
export function storedKeyBytes(name: string, key: RowKey): number {
  const part = (value: string | number) => typeof value === "number" ? 9 : Buffer.byteLength(value) + 2;
  return key.reduce<number>((sum, value) => sum + part(value), BESIDE_PARTS + name.length);
}

/** One text per row key, for maps and digests. */
export const keyText = (key: RowKey): string => JSON.stringify(key);
