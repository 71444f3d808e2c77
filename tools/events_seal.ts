// `deno task events:seal`: compresses old history into sealed segments now; the product does the same every hour.
import { sealSegments } from "../infra/eventlog/segments/seal_segments.ts";
import { type Environment, parseArgs, print, run, withStore } from "./store_command.ts";

export async function main(args: string[], environment: Environment, say = print): Promise<number> {
  parseArgs(args, []);
  const sealed = await withStore(environment, (kv) => sealSegments({ kv, random: Math.random }));
  const { events, segments, recordBytes, segmentBytes } = sealed;
  say(`${events} events sealed in ${segments} segments: ${recordBytes} bytes became ${segmentBytes}`);
  return 0;
}

if (import.meta.main) await run(main);
