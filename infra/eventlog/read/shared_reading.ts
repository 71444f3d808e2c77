// One reading of the log for all who ask at the same time: after every commit each view wants the same few events, and
// the store is asked for them once.
import type { EventLog } from "../../../domain/shared/event_log.ts";
import { LogDamage } from "../damage.ts";
import { RecentEvents } from "./recent_events.ts";

/** Events kept in memory for readers that are a little behind; who is further behind reads by itself. */
const KEPT = 2_000;

/** Answers what the log would: everything that was committed when it was asked. */
export function createSharedReading(
  log: Pick<EventLog, "head" | "readAll">,
  keep = KEPT,
): Pick<EventLog, "readAll"> {
  const recent = new RecentEvents(keep);
  /** Whether the newest reading came to the end of the log. */
  let whole = true;
  let reading: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function read(): Promise<void> {
    if (recent.newest === null) recent.beginAt((await log.head()).position);
    let left = keep;
    for await (const event of log.readAll({ after: recent.newest ?? 0 })) {
      recent.add(event);
      // The end may run away as fast as it is followed, and nobody here can be kept waiting for it.
      if (--left === 0) {
        whole = false;
        return;
      }
    }
    whole = true;
  }

  /** A reading that begins now or later: one that is on its way may have missed what was just committed. */
  function refresh(): Promise<void> {
    if (reading === undefined) {
      return reading = read().finally(() => reading = undefined);
    }
    return next ??= reading.then(undefined, () => {}).then(() => {
      next = undefined;
      return refresh();
    });
  }

  return {
    async *readAll(range) {
      if ("before" in range) return yield* log.readAll(range);
      const known = recent.newest !== null && recent.after(range.after) !== null;
      try {
        if (known || recent.newest === null) await refresh();
      } catch (error) {
        if (!(error instanceof LogDamage)) throw error;
        // Each is handed what comes before the damage, and then told of it.
        return yield* log.readAll(range);
      }
      const events = recent.after(range.after);
      if (events === null) return yield* log.readAll(range);
      const rest = whole ? null : { after: events.at(-1)?.position ?? range.after };
      yield* events;
      if (rest !== null) yield* log.readAll(rest);
    },
  };
}
