// An own signer of initData for tests, able to sign what Telegram never would.
import { createHash, createHmac } from "node:crypto";

export type Pair = readonly [key: string, value: string];

/** HMAC key of a bot (Telegram's rule, arguments in Telegram's order). */
export const webAppKey = (botToken: string) => createHmac("sha256", "WebAppData").update(botToken).digest();

/** The key of the Login Widget, which is another one: SHA-256 of the token. */
export const loginWidgetKey = (botToken: string) => createHash("sha256").update(botToken).digest();

/** The key of those who swap key and message. */
export const swappedKey = (botToken: string) => createHmac("sha256", botToken).update("WebAppData").digest();

/** Hash over the pairs as they are, duplicates included. */
export function hashOf(key: Uint8Array, pairs: readonly Pair[]): string {
  const lines = pairs.map(([name, value]) => `${name}=${value}`).sort();
  return createHmac("sha256", key).update(lines.join("\n")).digest("hex");
}

export const encodePairs = (pairs: readonly Pair[]) =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");

/** The pairs with their hash at the end, percent-encoded. */
export function signPairs(key: Uint8Array, pairs: readonly Pair[]): string {
  return encodePairs([...pairs, ["hash", hashOf(key, pairs)]]);
}
