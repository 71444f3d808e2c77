// Checks the whole store on demand, once at a time however many ask.
import type { Integrity } from "../../domain/integrity.ts";
import type { SignedHeads } from "./signed_head.ts";
import { createStoredLog } from "./stored_log.ts";
import { createStreamCopies } from "./stream_copies.ts";
import { verify } from "./verify.ts";

export function createIntegrity({ kv, signedHeads }: { kv: Deno.Kv; signedHeads: SignedHeads }): Integrity {
  const log = createStoredLog(kv);
  const copies = createStreamCopies(kv, log);
  let running: ReturnType<Integrity["verify"]> | undefined;

  async function run() {
    const signed = await signedHeads.read();
    const verification = await verify(log, { copies, vouched: signed?.head ?? null });
    const signedHead = signed?.head ?? null;
    if (signed === null || signed.genuine || !verification.ok) return { ...verification, signedHead };
    const problem = "the signed head was not signed with a SECRET_KEY of this deployment";
    return { ...verification, ok: false, firstBad: signed.head.position, problem, signedHead };
  }

  return { verify: () => running ??= run().finally(() => running = undefined) };
}
