// Keys to the Web App, made of the product's own key: nothing of them is stored but a digest.
import { createHash, createHmac } from "node:crypto";
import type { AccessKeys } from "../../domain/subscriptions/ports.ts";

/** `key` never leaves the process. */
export function createAccessKeys(key: Uint8Array): AccessKeys {
  return {
    keyOf: (driverId, grantId) =>
      createHmac("sha256", key).update(JSON.stringify(["access", driverId, grantId])).digest("base64url"),
    digestOf: (accessKey) => createHash("sha256").update(accessKey).digest("base64url"),
  };
}
