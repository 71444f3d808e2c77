// A fingerprint of all rows of a view that does not depend on the order they were written in: the xor of their hashes.
// Two builds with the same digest at the same position hold the same rows.
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";

export const EMPTY_DIGEST = "0".repeat(64);

export function isDigest(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/** sha256 of a row under its key, both as JSON text: 32 characters, one a byte. */
export function rowHash(key: string, row: string): string {
  return createHash("sha256").update(key).update("\n").update(row).digest("binary");
}

/** The digest after rows were added and removed; adding and removing are the same thing. Hex in and out. */
export function toggled(digest: string, hashes: Iterable<string>): string {
  const bytes = Buffer.from(digest, "hex");
  for (const hash of hashes) {
    for (let index = 0; index < bytes.length; index++) {
      bytes[index] = (bytes[index] ?? 0) ^ hash.charCodeAt(index);
    }
  }
  return bytes.toString("hex");
}
