// AES-256-GCM with a random nonce: the one place that touches the cipher.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Nonce, ciphertext and tag in one piece. `aad` is bound to it: opening needs the same. */
export function encrypt(key: Uint8Array, plain: Uint8Array, aad: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(new TextEncoder().encode(aad));
  const body = [cipher.update(plain), cipher.final()];
  return concat([iv, ...body, cipher.getAuthTag()]);
}

/** The clear bytes; null when the key or the aad is another, or a byte was changed. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, aad: string): Uint8Array | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, IV_BYTES));
  decipher.setAAD(new TextEncoder().encode(aad));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const clear = decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES));
  try {
    return concat([clear, decipher.final()]);
  } catch {
    // The cipher's only way to say that authentication failed.
    return null;
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
