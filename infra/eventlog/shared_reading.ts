// One reading of the log for all who ask at the same time: after every commit each view wants the same few events, and
// the store is asked for them once.
import type { EventLog } from "../../domain/shared/event_log.ts";
import { LogDamage } from "./damage.ts";
import { RecentEvents } from "./recent_events.ts";

/** Events kept in memory for readers that are a little behind; who is further behind reads by itself. */
const KEPT = 2_000;

/** Answers what the log would: everything that was committed when it was asked. */
export function createSharedReading(
  log: Pick<EventLog, "head" | "readAll">,
): Pick<EventLog, "readAll"> {
  const recent = new RecentEvents(KEPT);
  let reading: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function read(): Promise<void> {
    if (recent.newest === null) recent.beginAt((await log.head()).position);
    for await (const event of log.readAll({ after: recent.newest ?? 0 })) recent.add(event);
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
      yield* recent.after(range.after) ?? log.readAll(range);
    },
  };
}
