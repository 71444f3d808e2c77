// How a promo code is written: one spelling of whatever a person types, and new ones nobody guesses.
import { z } from "zod";

/** No 0, 1, I or O: 32 characters that are not mistaken for one another. */
export const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GENERATED_LENGTH = 10;

/** Upper case, compatibility forms made one, spaces and dashes left out. */
export function normaliseCode(typed: string): string {
  return typed.slice(0, 256).normalize("NFKC").toUpperCase().replace(/[\s\p{Pd}\p{Cf}_]/gu, "");
}

/** A code as staff may create it. Letters of one alphabet look like another's, so there are only Latin ones. */
export const PromoCode = z.string("invalid_code").transform(normaliseCode).pipe(
  z.string().regex(/^[A-Z0-9]{4,32}$/, "invalid_code"),
);

/** `bytes` must be random from a source fit for secrets; each makes one character (256 is 8 × 32: no bias). */
export function codeFrom(bytes: Uint8Array): string {
  if (bytes.length < GENERATED_LENGTH) {
    throw new Error(`Cannot make a promo code of ${bytes.length} bytes: ${GENERATED_LENGTH} are needed`);
  }
  return Array.from(bytes.subarray(0, GENERATED_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

export const GENERATED_BYTES = GENERATED_LENGTH;

export function promoStream(code: string): string {
  return `promo-${code}`;
}

/** The grant of days one use of a code gives. */
export function promoGrant(code: string, useId: string): string {
  return `promo-${code}-${useId}`;
}
