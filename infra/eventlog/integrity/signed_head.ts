// The head of the log under the deployment's signature. Whoever can write to the store can compute hashes, but not this:
// a signed head that was kept elsewhere (the logs, say) shows that history was written anew.
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { SignedHead } from "../../../domain/integrity.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import { retryWhileLocked } from "../../locked.ts";
import { SIGNED_HEAD } from "../keys.ts";
import { fromBytes, toBytes } from "../record.ts";
import { soundHead } from "../sound_head.ts";

export interface SignedHeads {
  /** Signs the present head with the first key, keeps it and answers it. */
  sign(): Promise<SignedHead>;
  /** The newest one; null before the first. */
  read(): Promise<KeptHead | null>;
}

/** What was found where the signed head is kept. Only a genuine one vouches for anything. */
export type KeptHead =
  /** One of the keys made it. */
  | { readonly genuine: true; readonly head: SignedHead }
  /** Altered, or made with another key; null when it cannot even be read. */
  | { readonly genuine: false; readonly head: SignedHead | null };

const Kept = z.strictObject({
  position: z.int().nonnegative(),
  hash: z.string(),
  at: z.string(),
  signature: z.string(),
});

/** `keys`: decoded SECRET_KEYs; the first signs, all verify. */
export function createSignedHeads(
  { kv, keys, clock, random }: {
    kv: Deno.Kv;
    keys: readonly Uint8Array[];
    clock: Clock;
    random: () => number;
  },
): SignedHeads {
  return {
    async sign() {
      const [key] = keys;
      if (key === undefined) throw new Error("Cannot sign the head of the log without a SECRET_KEY");
      const { position, hash } = await soundHead(kv);
      const unsigned = { position, hash, at: new Date(clock()).toISOString() };
      const head = { ...unsigned, signature: signatureOf(key, unsigned).toString("hex") };
      await retryWhileLocked(() => kv.set(SIGNED_HEAD, toBytes(JSON.stringify(head))), random);
      return head;
    },
    async read() {
      const { value } = await kv.get<Uint8Array>(SIGNED_HEAD);
      if (value === null) return null;
      const head = parse(value);
      if (head === null) return { genuine: false, head };
      return { genuine: keys.some((key) => isSigned(key, head)), head };
    },
  };
}

/** Where the kept head stands, for who has no key to tell whether it is genuine; 0 when there is none or it is unreadable. */
export async function signedUpTo(kv: Deno.Kv): Promise<number> {
  return parse((await kv.get(SIGNED_HEAD)).value)?.position ?? 0;
}

function parse(value: unknown): SignedHead | null {
  if (!(value instanceof Uint8Array)) return null;
  try {
    return Kept.safeParse(fromBytes(value)).data ?? null;
  } catch {
    // No JSON: then it is no signed head either.
    return null;
  }
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
