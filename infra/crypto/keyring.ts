// The deployment's encryption keys: the first encrypts, all decrypt, so that keys can be rotated without a pause.
import { createHash } from "node:crypto";
import { decrypt, encrypt } from "./aes.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";

/** The envelope is one of ours, and what opens it is not in the ring. */
export class MissingRingKey extends Error {
  override readonly name = "MissingRingKey";
}

export interface Keyring {
  /** An envelope `k1.<key id>.<base64url>`; opening it needs the same `aad`. */
  encrypt(plain: Uint8Array, aad: string): string;
  /** Throws MissingRingKey when the key is not in the ring, and an Error when the envelope or the aad was altered. */
  decrypt(envelope: string, aad: string): Uint8Array;
  /** Whether the envelope was made with the first key. */
  isCurrent(envelope: string): boolean;
}

const FORMAT = "k1";
const ENVELOPE = /^k1\.([0-9a-f]{8})\.([^.]+)$/;
const KEY_BYTES = 32;

/** Keys of 32 bytes each. Throws when there is none or one has another length. */
export function createKeyring(keys: readonly Uint8Array[]): Keyring {
  const [first] = keys;
  if (first === undefined) throw new Error("Cannot make a key ring: it needs at least one key");
  const wrong = keys.findIndex((key) => key.length !== KEY_BYTES);
  if (wrong >= 0) throw new Error(`Cannot make a key ring: key ${wrong + 1} must have ${KEY_BYTES} bytes`);
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  const currentId = keyId(first);
  return {
    encrypt: (plain, aad) => `${FORMAT}.${currentId}.${toBase64url(encrypt(first, plain, aad))}`,
    decrypt(envelope, aad) {
      const [, id = "", body = ""] = ENVELOPE.exec(envelope) ?? [];
      if (id === "") throw new Error("Cannot decrypt: not an envelope of the key ring");
      const key = byId.get(id);
      if (key === undefined) throw new MissingRingKey(`Cannot decrypt: no key "${id}" in the key ring`);
      const plain = decrypt(key, fromBase64url(body), aad);
      if (plain === null) throw new Error(`Cannot decrypt with key "${id}": the envelope was altered`);
      return plain;
    },
    isCurrent: (envelope) => envelope.startsWith(`${FORMAT}.${currentId}.`),
  };
}

/** Names a key without telling anything about it. */
function keyId(key: Uint8Array): string {
  return createHash("sha256").update("key id:").update(key).digest("hex").slice(0, 8);
}
