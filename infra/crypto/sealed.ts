// The text form of a sealed value. It says whose it is and which key made it, so that opening needs nothing else.
// The form is stored: change it only by a new number in the prefix.
import { decrypt, encrypt } from "./aes.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";

/** A key that encrypts what is known about one subject. */
export interface DataKey {
  /** 16 hex characters, random: tells a subject's new key from the one that was deleted. */
  readonly id: string;
  readonly key: Uint8Array;
}

export interface SealedParts {
  readonly subject: string;
  readonly keyId: string;
  readonly body: string;
}

const PATTERN = /^sealed:1:([A-Za-z0-9_-]+):([0-9a-f]{16}):([A-Za-z0-9_-]+)$/;
const SOMEWHERE = /sealed:1:[A-Za-z0-9_-]+:([0-9a-f]{16}):/g;

/** `sealed:1:<subject>:<key id>:<nonce, ciphertext and tag>`, the first and the last in base64url. */
export function seal(subject: string, { id, key }: DataKey, clear: string): string {
  const encoder = new TextEncoder();
  const name = toBase64url(encoder.encode(subject));
  return `sealed:1:${name}:${id}:${toBase64url(encrypt(key, encoder.encode(clear), boundTo(subject, id)))}`;
}

/** Null when the text is not in the sealed form. */
export function parseSealed(text: string): SealedParts | null {
  const [, name, keyId, body] = PATTERN.exec(text) ?? [];
  if (name === undefined || keyId === undefined || body === undefined) return null;
  return { subject: new TextDecoder().decode(fromBase64url(name)), keyId, body };
}

/** Ids of the keys under which something in a longer text is sealed. */
export function keyIdsIn(text: string): string[] {
  return Array.from(text.matchAll(SOMEWHERE), ([, keyId = ""]) => keyId);
}

/** The clear text; null when another key made it or it was altered. */
export function unseal({ subject, keyId, body }: SealedParts, { id, key }: DataKey): string | null {
  if (keyId !== id) return null;
  const clear = decrypt(key, fromBase64url(body), boundTo(subject, id));
  return clear === null ? null : new TextDecoder().decode(clear);
}

const boundTo = (subject: string, keyId: string) => `sealed:1:${keyId}:${subject}`;
