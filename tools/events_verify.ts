// `deno task events:verify`: proves that the history of the store at KV_PATH is whole; exit 1 and the first bad position
// if it is not. Works while the product runs.
import { createSignedHeads } from "../infra/eventlog/signed_head.ts";
import { createStoredLog } from "../infra/eventlog/stored_log.ts";
import { createStreamCopies } from "../infra/eventlog/stream_copies.ts";
import { verify } from "../infra/eventlog/verify.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  parseArgs(args, []);
  return await withStore(environment, async (kv) => {
    const log = createStoredLog(kv);
    // Without SECRET_KEY the signature cannot be checked, but history can be held against what was signed.
    const signed = await createSignedHeads({ kv, keys: [], clock: Date.now, random: Math.random }).read();
    const options = { copies: createStreamCopies(kv, log), vouched: signed?.head ?? null };
    const { ok, events, head, firstBad, problem } = await verify(log, options);
    if (ok) say(`ok: ${events} events, head ${head.position} ${head.hash}`);
    else say(`broken at position ${firstBad}: ${problem} (${events} events read, head ${head.position})`);
    return ok ? 0 : 1;
  });
}

if (import.meta.main) await run(main);
