// Checks the whole store: first whether all is well, which is quick, and only when it is not, what is wrong and where.
import type { CheckProgress, SignedHead, Verification } from "../../../domain/integrity.ts";
import { createStoredLog } from "../read/stored_log.ts";
import { createWholeLog } from "../read/whole_log.ts";
import { prove } from "./prove.ts";
import type { SignedHeads } from "./signed_head.ts";
import { createStreamCopies } from "./stream_copies.ts";
import { verify } from "./verify.ts";

/**
 * The log, the copies of its events, and the signed head. A signed head that is not genuine is a fault of its own and
 * vouches for nothing; a fault in the history itself is named first. What `moved` throws ends it.
 */
export async function verifyStore(
  kv: Deno.Kv,
  signedHeads: Pick<SignedHeads, "read">,
  moved: (progress: CheckProgress) => void = () => {},
): Promise<Verification & { readonly signedHead: SignedHead | null }> {
  const log = createWholeLog(kv);
  const copies = createStreamCopies(kv, createStoredLog(kv));
  const kept = await signedHeads.read();
  const vouched = kept?.genuine ? kept.head : null;
  const report = (phase: CheckProgress["phase"]) => (checked: number, total: number) =>
    moved({ phase, checked, total });
  const head = await prove(log, { copies, vouched, moved: report("proving") });
  const verification: Verification = head === null
    ? await verify(log, { copies, vouched, moved: report("locating") })
    : { ok: true, events: head.position, head };
  const signedHead = kept?.head ?? null;
  if (kept === null || kept.genuine || !verification.ok) return { ...verification, signedHead };
  const problem = kept.head === null
    ? "the signed head cannot be read"
    : `the signed head of position ${kept.head.position} was altered, or not signed with a SECRET_KEY of this deployment`;
  return { ...verification, ok: false, firstBad: kept.head?.position ?? 0, problem, signedHead };
}
