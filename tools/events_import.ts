// `deno task events:import FILE`: brings an export into the store at KV_PATH, which must be empty.
//   --append   continues the hash chain of a store that has events already
// The file is checked as a whole before anything is written; an import that was cut off goes on when it is run again.
// Nothing is sent to anybody. Stop the product first; it builds its views when it starts.
import { forgottenDriver } from "../domain/drivers/mod.ts";
import { parseSettings } from "../infra/config.ts";
import { createKeyring } from "../infra/crypto/keyring.ts";
import { importLines } from "../infra/eventlog/import.ts";
import { linesOf } from "../infra/eventlog/lines.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  const { files: [file], flags } = parseArgs(args, ["--append"]);
  if (file === undefined) throw new Error("Usage: events:import FILE [--append]");
  const { ENCRYPTION_KEYS } = parseSettings(environment, "ENCRYPTION_KEYS");
  const { events, keys } = await withStore(environment, (kv) =>
    importLines({
      kv,
      keyring: createKeyring(ENCRYPTION_KEYS),
      random: Math.random,
      lines: () => read(file),
      append: flags.has("--append"),
      forgets: forgottenDriver,
    }), { mayBeNew: true });
  say(`${events} events and ${keys} keys imported`);
  return 0;
}

async function* read(file: string): AsyncGenerator<string> {
  yield* linesOf((await Deno.open(file)).readable);
}

if (import.meta.main) await run(main);
