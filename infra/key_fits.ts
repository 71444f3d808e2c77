// What is longer than a key of the store can be is nobody's: asked for by a stranger, it is absent, not an outage.
import { Buffer } from "node:buffer";

/** Bytes of a whole key (docs.deno.com, KV: "Keys have a maximum length of 2 KB after serialization"). */
const LONGEST = 2048;

/** Whether a key of texts and numbers is short enough for the store to be asked about it. */
export function keyFits(key: readonly (string | number)[]): boolean {
  return key.reduce<number>((sum, part) => sum + storedBytes(part), 0) <= LONGEST;
}

/** A type, the text and its end; a zero in the text takes two bytes. */
function storedBytes(part: string | number): number {
  if (typeof part === "number") return 9;
  return Buffer.byteLength(part) + part.split("\0").length + 1;
}
