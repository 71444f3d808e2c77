// The keys that sign sessions, each known by an id derived from the key itself, so that a token says which one to try.
import { createHash } from "node:crypto";

export interface SigningKeys {
  readonly signing: SigningKey;
  /** The keys a token may have been signed with, likeliest first: the one its `kid` names, then all others. */
  candidates(kid: string | undefined): readonly SigningKey[];
}

export interface SigningKey {
  /** First 8 hex digits of SHA-256 of the key: tells keys apart and gives none away. */
  readonly kid: string;
  readonly key: Uint8Array;
}

/** `secrets`: decoded SECRET_KEYs; the first signs, all verify. */
export function createSigningKeys(secrets: readonly Uint8Array[]): SigningKeys {
  const keys = secrets.map((key) => ({ kid: keyId(key), key }));
  const [signing] = keys;
  if (!signing) throw new Error("Cannot sign sessions without a SECRET_KEY");
  return {
    signing,
    candidates: (kid) => [...keys.filter((key) => key.kid === kid), ...keys.filter((key) => key.kid !== kid)],
  };
}

function keyId(key: Uint8Array): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}
