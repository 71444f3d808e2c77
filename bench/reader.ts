// Reads a whole store once in a process of its own and prints what it took as JSON.
// Arguments: what ("log", "plain" or "verify"), the file.
import { verify } from "../infra/eventlog/integrity/verify.ts";
import { openLog, withKv } from "./stores.ts";

export interface Reading {
  readonly events: number;
  readonly perSecond: number;
  /** The largest resident set seen, in MB. */
  readonly peakMb: number;
}

const SAMPLED_EVERY = 10_000;

async function read(what: string, kv: Deno.Kv, each: () => void): Promise<void> {
  if (what === "plain") { for await (const _ of kv.list({ prefix: ["log"] }, { batchSize: 500 })) each(); }
  else if (what === "log") { for await (const _ of openLog(kv).readAll({ after: 0 })) each(); }
  else {
    const log = openLog(kv);
    const { ok } = await verify({
      head: log.head,
      async *readAll(range) {
        for await (const event of log.readAll(range)) {
          each();
          yield event;
        }
      },
    });
    if (!ok) throw new Error("The benchmark's own log is broken");
  }
}

if (import.meta.main) {
  const [what = "", path = ""] = Deno.args;
  const reading = await withKv(path, async (kv): Promise<Reading> => {
    let events = 0, peak = 0;
    const began = performance.now();
    await read(what, kv, () => {
      if (++events % SAMPLED_EVERY === 0) peak = Math.max(peak, Deno.memoryUsage().rss);
    });
    return { events, perSecond: events * 1000 / (performance.now() - began), peakMb: peak / 1_000_000 };
  });
  Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(reading)));
}
