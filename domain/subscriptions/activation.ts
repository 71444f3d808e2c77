// What every command that gives days brings: when it was, and the digest of the new key to the Web App.
import type { Clock } from "../shared/ports.ts";
import type { AccessKeys } from "./ports.ts";

export type Activation = (grant: { readonly driverId: number; readonly grantId: string }) => {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly accessDigest: string;
};

export function createActivation({ keys, clock }: { keys: AccessKeys; clock: Clock }): Activation {
  return ({ driverId, grantId }) => ({
    at: new Date(clock()).toISOString(),
    accessDigest: keys.digestOf(keys.keyOf(driverId, grantId)),
  });
}
