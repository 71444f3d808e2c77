// `deno task events:repair`: rebuilds the copies under the streams and the head from the log, and removes what was put
// between its records, when events:verify has named them. The events of the log are never changed: what is wrong there, only a backup can bring back.
import { repair } from "../infra/eventlog/integrity/repair.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  parseArgs(args, []);
  const repaired = await withStore(environment, (kv) => repair(kv, Math.random));
  const { rewritten, removed, headRestored, intruders } = repaired;
  if (headRestored) say("the head of the log was gone or wrong: it is behind its last event again");
  if (intruders > 0) say(`${intruders} records or segments removed that were no part of the log`);
  say(`${rewritten} copies rewritten, ${removed} removed`);
  return 0;
}

if (import.meta.main) await run(main);
