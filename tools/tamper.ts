// Spoils one byte of the store at KV_PATH on purpose, to see for oneself that it is noticed:
// `deno run --allow-env --allow-sys --allow-read --allow-write tools/tamper.ts row NAME | event POSITION`.
// A row is put right by a rebuild of its view; an event is gone for good, so take a copy of the store for that.
import { allProjections } from "../domain/projections/all.ts";
import { LOG, logKey } from "../infra/eventlog/keys.ts";
import { decodeLogRecord } from "../infra/eventlog/record.ts";
import { viewKey } from "../infra/projections/keys.ts";
import { readLive } from "../infra/projections/live.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

const USAGE = "Usage: tamper.ts row NAME | event POSITION";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  const { files: [what, which = ""] } = parseArgs(args, []);
  return await withStore(environment, async (kv) => {
    if (what === "row") say(await spoilRow(kv, which));
    else if (what === "event" && /^[1-9]\d*$/.test(which)) say(await spoilEvent(kv, Number(which)));
    else throw new Error(USAGE);
    return 0;
  });
}

/** The first row of the live view in which there is a number. */
async function spoilRow(kv: Deno.Kv, name: string): Promise<string> {
  const names = allProjections.map((projection) => projection.name);
  if (!names.includes(name)) throw new Error(`There is no view "${name}"; there are ${names.join(", ")}`);
  const { build } = await readLive(kv, name);
  for await (const { key, value } of kv.list<Uint8Array>({ prefix: viewKey(name, build ?? "", []) })) {
    const at = value.findIndex(isDigit);
    if (at < 0) continue;
    const changed = await changeDigit(kv, key, value, at);
    return `row ${JSON.stringify(key.slice(3))} of view ${name}: ${changed}`;
  }
  throw new Error(`View "${name}" has no row with a number in it`);
}

/** The last number of the event's data; of its name or stream when it has none. */
async function spoilEvent(kv: Deno.Kv, position: number): Promise<string> {
  const records = kv.list<Uint8Array>({ prefix: LOG, end: logKey(position + 1) }, {
    limit: 1,
    reverse: true,
  });
  for await (const { key, value } of records) {
    const event = decodeLogRecord(value).find((event) => event.position === position);
    if (event === undefined) continue;
    const end = new TextDecoder("latin1").decode(value).indexOf(`,"${event.hash}"]`);
    const at = value.subarray(0, end).findLastIndex(isDigit);
    const changed = await changeDigit(kv, key, value, at);
    return `event ${position}, ${event.type} of ${event.streamId}: ${changed}`;
  }
  throw new Error(
    `There is no event ${position} among the records; perhaps it is sealed in a segment already`,
  );
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

/** Another digit that is no leading nought, so that the text around it stays JSON. */
async function changeDigit(kv: Deno.Kv, key: Deno.KvKey, value: Uint8Array, at: number): Promise<string> {
  const digit = (value[at] ?? 0) - 0x30;
  const other = digit === 9 ? 8 : digit + 1;
  await kv.set(key, value.with(at, other + 0x30));
  return `byte ${at} was ${digit}, is ${other}`;
}

if (import.meta.main) await run(main);
