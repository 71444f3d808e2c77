// Tells whether settings have changed since they were last used, without keeping them.
import { createHmac } from "node:crypto";

/** The same for the same settings and key (JSON values); says nothing of them to who has not the key. 22 characters. */
export function fingerprint(key: Uint8Array, settings: readonly unknown[]): string {
  return createHmac("sha256", key).update(JSON.stringify(settings)).digest("base64url").slice(0, 22);
}
