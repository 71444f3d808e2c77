// `deno task events:export FILE`: the whole log as NDJSON, one event a line, then the wrapped keys of the people in it.
//   --without-keys      leaves the keys out
//   --decrypt=KEYFILE   personal data in clear, opened with the ENCRYPTION_KEYS in that file; cannot be imported
// Works while the product runs. FILE appears under its name only when it is whole. People whose keys are damaged are
// named, and the exit code is 1: their keys are left out, for nobody could import the file otherwise. That takes
// ENCRYPTION_KEYS.
import { personalFieldsByType } from "../domain/events.ts";
import { parseSettings } from "../infra/config.ts";
import { createKeyring, type Keyring } from "../infra/crypto/keyring.ts";
import { createVault } from "../infra/crypto/vault.ts";
import type { WrappedKey } from "../infra/crypto/wrapped_keys.ts";
import { createStoredLog } from "../infra/eventlog/read/stored_log.ts";
import { exportLines, type ExportOptions } from "../infra/eventlog/transfer/export.ts";
import { PersonalKeys, ringIn } from "./personal_keys.ts";
import { type Environment, moved, parseArgs, print, run, warn, withStore } from "./store_command.ts";

const DECRYPT = "--decrypt=";
/** Characters written at once. */
const BLOCK = 64 * 1024;

export async function main(
  args: string[],
  environment: Environment,
  say = print,
  complain = warn,
): Promise<number> {
  const decrypt = args.find((arg) => arg.startsWith(DECRYPT));
  const { files: [file], flags } = parseArgs(args.filter((arg) => arg !== decrypt), ["--without-keys"]);
  if (file === undefined) {
    throw new Error("Usage: events:export FILE [--without-keys | --decrypt=KEYFILE]");
  }
  return await withStore(environment, async (kv) => {
    const ring = decrypt === undefined ? ringIn(environment) : await ringOf(decrypt.slice(DECRYPT.length));
    const people = new PersonalKeys(ring);
    const options: ExportOptions = decrypt !== undefined && ring !== null
      ? { open: await opener(kv, ring, people) }
      : flags.has("--without-keys")
      ? {}
      : { keys: wholeKeys(kv, people) };
    const log = createStoredLog(kv);
    // As it is now: what is told below is what is in the file, however fast the product writes meanwhile.
    const head = await log.head();
    const lines = await writeWhole(file, exportLines({ ...log, head: () => Promise.resolve(head) }, options));
    say(`${moved(head.position, lines - head.position, head)}, written to ${file}`);
    if (people.untried) say("no key was tried: there are no ENCRYPTION_KEYS to open it with");
    const problem = people.problem();
    if (problem === null) return 0;
    complain(`WARNING: ${problem}; neither they nor what they have sealed can be read from ${file}`);
    return 1;
  });
}

async function ringOf(keyFile: string): Promise<Keyring> {
  const text = (await Deno.readTextFile(keyFile)).trim();
  return createKeyring(parseSettings({ ENCRYPTION_KEYS: text }, "ENCRYPTION_KEYS").ENCRYPTION_KEYS);
}

async function* wholeKeys(kv: Deno.Kv, people: PersonalKeys): AsyncGenerator<WrappedKey> {
  yield* people.whole(kv);
  people.mustOpenSome();
}

async function opener(
  kv: Deno.Kv,
  keyring: Keyring,
  people: PersonalKeys,
): Promise<NonNullable<ExportOptions["open"]>> {
  await people.check(kv);
  people.mustOpenSome();
  const vault = createVault({
    ...{ kv, keyring, personalFields: personalFieldsByType, clock: Date.now, random: Math.random },
    alarm() {}, // those who are damaged are known by now
  });
  return (event) => vault.openEvent(event);
}

/** Writes as fast as the file takes it; how many lines there were. */
async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<number> {
  let count = 0;
  async function* blocks() {
    let block = "";
    for await (const line of lines) {
      count++;
      block += line;
      if (block.length < BLOCK) continue;
      yield block;
      block = "";
    }
    yield block;
  }
  const partial = `${file}.partial`;
  await removeIfThere(partial);
  // Keys and, when opened, people's data: for the eyes of whoever runs the command.
  const target = await Deno.open(partial, { write: true, createNew: true, mode: 0o600 });
  try {
    await ReadableStream.from(blocks()).pipeThrough(new TextEncoderStream()).pipeTo(target.writable);
    await Deno.rename(partial, file);
  } catch (error) {
    await removeIfThere(partial);
    throw error;
  }
  return count;
}

async function removeIfThere(file: string): Promise<void> {
  try {
    await Deno.remove(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

if (import.meta.main) await run(main);
