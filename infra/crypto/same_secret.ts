// Whether somebody knows a secret, without telling anything by the time it takes.
import { createHash, timingSafeEqual } from "node:crypto";

/** Compares digests, so that neither content nor length shows. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
