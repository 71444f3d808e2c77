// `deno task events:import FILE`: brings an export into the store at KV_PATH, which must be empty.
//   --append   continues the hash chain of a store that has events already
// The file is checked as a whole before anything is written; an import that was cut off goes on when it is run again.
// Nothing is sent to anybody. Stop the product first; it builds its views when it starts.
import { forgottenDriver } from "../domain/drivers/mod.ts";
import { parseSettings } from "../infra/config.ts";
import { createKeyring } from "../infra/crypto/keyring.ts";
import { createStoredLog } from "../infra/eventlog/read/stored_log.ts";
import { importLines } from "../infra/eventlog/transfer/import.ts";
import { linesOf } from "../infra/eventlog/transfer/lines.ts";
import { type Environment, moved, parseArgs, print, run, warn, withStore } from "./store_command.ts";
import { UnreadablePeople } from "./unreadable_people.ts";

export async function main(
  args: string[],
  environment: Environment,
  say = print,
  complain = warn,
): Promise<number> {
  const { files: [file], flags } = parseArgs(args, ["--append"]);
  if (file === undefined) throw new Error("Usage: events:import FILE [--append]");
  const { ENCRYPTION_KEYS } = parseSettings(environment, "ENCRYPTION_KEYS");
  await mustBeReadable(file);
  const people = new UnreadablePeople();
  return await withStore(environment, async (kv) => {
    const { events, keys } = await importLines({
      kv,
      keyring: createKeyring(ENCRYPTION_KEYS),
      random: Math.random,
      lines: () => people.note(read(file)),
      append: flags.has("--append"),
      forgets: forgottenDriver,
    });
    say(`${moved(events, keys, await createStoredLog(kv).head())}, imported from ${file}`);
    const unreadable = await people.count(kv);
    if (unreadable > 0) {
      complain(
        `WARNING: what is known about ${unreadable} people cannot be read: their keys are neither in ${file} ` +
          "nor in the store. Was the file cut off, or exported with --without-keys? Compare with what the export said",
      );
    }
    return 0;
  }, { mayBeNew: true });
}

async function* read(file: string): AsyncGenerator<string> {
  yield* linesOf((await Deno.open(file)).readable);
}

/** Looked at before the store is opened: a slip in its name must not leave an empty store behind. */
async function mustBeReadable(file: string): Promise<void> {
  try {
    (await Deno.open(file)).close();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new Error(`There is no file ${file} to import`);
    throw error;
  }
}

if (import.meta.main) await run(main);
