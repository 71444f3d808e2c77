// The head of the log under the deployment's signature. Whoever can write to the store can compute hashes, but not this:
// a signed head that was kept elsewhere (the logs, say) shows that history was written anew.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { SignedHead } from "../../domain/integrity.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { SIGNED_HEAD } from "./keys.ts";
import { retryWhileLocked } from "./locked.ts";
import { fromBytes, toBytes } from "./record.ts";
import { createStoredLog } from "./stored_log.ts";

export interface SignedHeads {
  /** Signs the present head with the first key, keeps it and answers it. */
  sign(): Promise<SignedHead>;
  /** The newest one; null before the first. Says whether one of the keys made it. */
  read(): Promise<{ readonly head: SignedHead; readonly genuine: boolean } | null>;
}

/** `keys`: decoded SECRET_KEYs; the first signs, all verify. */
export function createSignedHeads(
  { kv, keys, clock, random }: {
    kv: Deno.Kv;
    keys: readonly Uint8Array[];
    clock: Clock;
    random: () => number;
  },
): SignedHeads {
  const log = createStoredLog(kv);
  return {
    async sign() {
      const [key] = keys;
      if (key === undefined) throw new Error("Cannot sign the head of the log without a SECRET_KEY");
      const { position, hash } = await log.head();
      const unsigned = { position, hash, at: new Date(clock()).toISOString() };
      const head = { ...unsigned, signature: signatureOf(key, unsigned).toString("hex") };
      await retryWhileLocked(() => kv.set(SIGNED_HEAD, toBytes(JSON.stringify(head))), random);
      return head;
    },
    async read() {
      const { value } = await kv.get<Uint8Array>(SIGNED_HEAD);
      if (value === null) return null;
      const head = fromBytes<SignedHead>(value);
      return { head, genuine: keys.some((key) => isSigned(key, head)) };
    },
  };
}

function isSigned(key: Uint8Array, head: SignedHead): boolean {
  const given = new TextEncoder().encode(head.signature);
  const expected = new TextEncoder().encode(signatureOf(key, head).toString("hex"));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** HMAC-SHA256 of four lines; the first keeps it apart from everything else the key signs. */
function signatureOf(key: Uint8Array, { position, hash, at }: Omit<SignedHead, "signature">) {
  return createHmac("sha256", key).update(`head of the log\n${position}\n${hash}\n${at}`).digest();
}
