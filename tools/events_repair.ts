// `deno task events:repair`: rebuilds the copies under the streams and the head from the log, when events:verify has
// named them. The events of the log are never changed: what is wrong there, only a backup can bring back.
import { repair } from "../infra/eventlog/integrity/repair.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  parseArgs(args, []);
  const { rewritten, removed, headRestored } = await withStore(environment, (kv) => repair(kv, Math.random));
  if (headRestored) say("the head of the log was gone: it is behind its last event again");
  say(`${rewritten} copies rewritten, ${removed} removed`);
  return 0;
}

if (import.meta.main) await run(main);
