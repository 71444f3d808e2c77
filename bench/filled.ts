// Fills stores for reading: a log with full commit records, one with a record for every event, and the plain alternative.
import { HEAD, logKey } from "../infra/eventlog/keys.ts";
import { createStoredLog } from "../infra/eventlog/read/stored_log.ts";
import { encodeHead, encodeLogRecord } from "../infra/eventlog/record.ts";
import { toWritable } from "../infra/eventlog/writable.ts";
import { answered, commitOf, openLog, type sent, withKv } from "./stores.ts";

const EVENTS_PER_COMMIT = 100;
const COMMITS_AT_ONCE = 4;
const RECORDS_AT_ONCE = 500;

/** A log of many full records; each commit is a stream of its own. */
export async function fillGrouped(path: string, events: number, make?: typeof sent): Promise<void> {
  await withKv(path, async (kv) => {
    const log = openLog(kv);
    const commits = Math.ceil(events / EVENTS_PER_COMMIT);
    let next = 0;
    await Promise.all(Array.from({ length: COMMITS_AT_ONCE }, async () => {
      for (let n = next++; n < commits; n = next++) {
        const count = Math.min(EVENTS_PER_COMMIT, events - n * EVENTS_PER_COMMIT);
        await log.append(commitOf(`stream-${n}`, 0, n, count, make));
      }
    }));
  });
}

/** The first events of a log, each in a record of its own, as a lone writer leaves them. */
export async function fillUngrouped(path: string, events: number, source: string): Promise<void> {
  await withKv(source, (from) =>
    withKv(path, async (kv) => {
      let atomic = kv.atomic(), records = 0;
      for await (const event of createStoredLog(from).readAll({ after: 0 })) {
        if (event.position > events) break;
        atomic.set(logKey(event.position), encodeLogRecord([toWritable(event)]));
        atomic.set(HEAD, encodeHead(event, "filled"));
        if (++records % RECORDS_AT_ONCE !== 0) continue;
        await atomic.commit();
        atomic = kv.atomic();
      }
      await atomic.commit();
    }));
}

/** One key for each event, and nothing else. */
export async function fillPlain(path: string, events: number): Promise<void> {
  await withKv(path, async (kv) => {
    for (let from = 0; from < events; from += 500) {
      const atomic = kv.atomic();
      for (let n = from; n < Math.min(from + 500, events); n++) {
        atomic.set(["log", n], {
          position: n,
          streamId: `stream-${n}`,
          version: 1,
          ...answered(n),
          meta: commitOf("", 0, n).meta,
        });
      }
      await atomic.commit();
    }
  });
}
