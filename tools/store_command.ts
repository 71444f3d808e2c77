// What the commands on a store share: which store, how they speak, how they end.
import type { Head } from "../domain/shared/event_log.ts";
import { parseSettings } from "../infra/config.ts";
import { openStore } from "../infra/open_store.ts";

/** Characters of a hash that tell two histories apart. */
const HASH_SHOWN = 12;

export type Environment = Readonly<Record<string, string>>;

/** Arguments without a dash are files; the rest are flags. */
export function parseArgs(args: readonly string[], known: readonly string[]) {
  const files = args.filter((arg) => !arg.startsWith("-"));
  const flags = new Set(args.filter((arg) => arg.startsWith("-")));
  const unknown = [...flags].find((flag) => !known.includes(flag));
  if (unknown !== undefined) {
    throw new Error(`Unknown flag ${unknown}; there is ${known.join(", ") || "none"}`);
  }
  return { files, flags };
}

/** Opens the store at KV_PATH for the time of the call. One that is not there is an error unless it may be made. */
export async function withStore<T>(
  environment: Environment,
  use: (kv: Deno.Kv) => Promise<T>,
  { mayBeNew = false } = {},
): Promise<T> {
  const { KV_PATH } = parseSettings(environment, "KV_PATH");
  if (!mayBeNew) await mustBeThere(KV_PATH);
  const kv = await openStore(KV_PATH);
  try {
    return await use(kv);
  } finally {
    kv.close();
  }
}

/** Runs a command as the whole program: whatever it throws is said in one line, and the exit code is 1. */
export async function run(
  main: (args: string[], environment: Environment) => Promise<number>,
): Promise<never> {
  try {
    Deno.exit(await main(Deno.args, Deno.env.toObject()));
  } catch (error) {
    Deno.stderr.writeSync(new TextEncoder().encode(`${error instanceof Error ? error.message : error}\n`));
    Deno.exit(1);
  }
}

export function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

/** What must not be taken for the answer, nor be lost where the answer goes into a file. */
export function warn(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(line + "\n"));
}

/** How export and import name what they have moved, so that the two can be compared. */
export function moved(events: number, keys: number, { position, hash }: Head): string {
  return `${events} events and ${keys} keys; last position ${position}, head ${hash.slice(0, HASH_SHOWN)}`;
}

async function mustBeThere(path: string): Promise<void> {
  try {
    await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new Error(`There is no store at ${path} (KV_PATH)`);
    throw error;
  }
}
