// Everything that is stored as the log, wherever it lies: for who proves that it is whole. Other readers look only where
// they expect the next event; here what lies in a place of its own making is damage too.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { INSIDE_ANOTHER, LogDamage } from "../damage.ts";
import { readHead } from "../head.ts";
import { firstUnder, LOG, logKey, SEGMENTS } from "../keys.ts";
import { sealedFrom, segmentsFrom } from "../segments/read_segments.ts";
import { isIn } from "./neighbours.ts";
import { pagesFrom } from "./read_records.ts";
import type { StoredLog } from "./stored_log.ts";

/** Reads from the first event to the last one there is, also behind the head, whatever it is asked for. */
export function createWholeLog(kv: Deno.Kv): StoredLog {
  return {
    async head() {
      const { position, hash } = await readHead(kv);
      return { position, hash };
    },
    async *readAll() {
      for await (const events of everything(kv)) yield* events;
    },
  };
}

/** Runs of events in order. Throws LogDamage at the first place that holds what the log does not have there. */
async function* everything(kv: Deno.Kv): AsyncGenerator<StoredEvent[]> {
  let next = 1;
  let sealed: readonly StoredEvent[] = [];
  /** Where a segment was found that does not follow the others. */
  let astray = Infinity;
  for await (const events of segmentsFrom(kv, firstUnder(SEGMENTS))) {
    const first = events[0]?.position ?? next;
    if (first < next) throw new LogDamage(first, INSIDE_ANOTHER);
    if (first > next) {
      astray = first;
      break;
    }
    sealed = events;
    next += events.length;
    yield events;
  }
  for (let start = firstUnder(LOG);; start = logKey(next)) {
    const before = next;
    let beyond = false;
    for await (const records of pagesFrom(kv, start, { behindHead: true })) {
      const run: StoredEvent[] = [];
      for (const events of records) {
        const first = events[0]?.position ?? next;
        beyond = first > next;
        if (beyond) break;
        if (first < next && isIn(sealed, events)) continue;
        if (first < next || astray < next + events.length) {
          yield run;
          throw new LogDamage(first < next ? first : astray, INSIDE_ANOTHER);
        }
        run.push(...events);
        next += events.length;
      }
      yield run;
      if (beyond) break;
    }
    if (!beyond && astray < Infinity) throw new LogDamage(astray, "a sealed segment there follows nothing");
    if (!beyond) return;
    // Records that are gone were sealed meanwhile.
    for await (const events of sealedFrom(kv, next)) {
      next += events.length;
      yield events;
    }
    if (next === before) throw new LogDamage(next, "it is missing");
  }
}
