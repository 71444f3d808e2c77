// `deno task events:repair`: rebuilds the copies under the streams from the log, when events:verify has named one.
// The log itself is never changed: what is wrong there, only a backup can bring back.
import { repair } from "../infra/eventlog/repair.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  parseArgs(args, []);
  const { rewritten, removed } = await withStore(environment, (kv) => repair(kv, Math.random));
  say(`${rewritten} copies rewritten, ${removed} removed`);
  return 0;
}

if (import.meta.main) await run(main);
