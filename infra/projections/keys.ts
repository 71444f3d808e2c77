// Where views live in the key-value store. These shapes are stored: change them only by adding.
// A build is the text "<code version>.<number>": a rebuild of the same code gets the next number.
import { Buffer } from "node:buffer";
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { Projection, RowKey } from "../../domain/shared/projection.ts";
import { keyFits } from "../key_fits.ts";

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

/** The rows an event touches. Throws when one of them has a key the store does not take. */
export function keysOf(projection: Projection<unknown>, event: StoredEvent): readonly RowKey[] {
  const keys = projection.keys(event);
  for (const key of keys) {
    if (isStorable(key)) continue;
    throw new Error(`the store takes no key ${keyText(key).slice(0, SHOWN_OF_KEY)}`);
  }
  return keys;
}

const SHOWN_OF_KEY = 200;
/** "view", the longest name of a view and the longest label of a build, as parts of a key. */
const BEFORE_ROW_KEY = ["view", "n".repeat(64), "b".repeat(32)];
/** A key of fewer characters fits, whatever they are: three bytes each at most, and what frames them. */
const SURELY_FITS = 500;

function isStorable(key: RowKey): boolean {
  let characters = 0;
  for (const part of key) {
    if (typeof part !== "string" && !Number.isFinite(part)) return false;
    characters += typeof part === "string" ? part.length + 1 : 3;
  }
  return characters < SURELY_FITS || keyFits([...BEFORE_ROW_KEY, ...key]);
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
