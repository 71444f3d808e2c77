// One rebuild from beginning to end: fold the log beside the live rows, compare, switch. Whatever it is interrupted by,
// it goes on from what is stored.
import type { RowDifference } from "../../domain/projections/ports.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import { LogDamage } from "../eventlog/damage.ts";
import { codeVersion } from "./builds.ts";
import { BulkFold, type BulkFoldDeps } from "./bulk_fold.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { differentCheckpoints, type DifferingRows, firstDifference, type Pair } from "./compare.ts";
import { type FailureAlarm, isForGood } from "./failures.ts";
import { readLive } from "./live.ts";
import type { Lease } from "./rebuild_record.ts";
import { speedometer } from "./speedometer.ts";

export interface RebuildDeps extends BulkFoldDeps {
  readonly log: Pick<EventLog, "readAll" | "head">;
  readonly clock: Clock;
  readonly failures?: FailureAlarm;
}

/** Rows longer than this, as JSON, are not kept in the record of a rebuild. */
const LONGEST_KEPT = 15_000;

/**
 * Resolves when it is done or failed, both recorded, or put down because the signal aborted. `switched` is called once
 * the build is live and resolves when this process shows it. Throws RebuildTaken and outages.
 */
export async function rebuild(
  deps: RebuildDeps,
  projection: Projection<unknown>,
  lease: Lease,
  switched: (build: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { build } = lease.record;
  const fold = new BulkFold(deps, projection, build);
  const eventsPerSecond = speedometer(deps.clock, lease.record.position, () => fold.position);
  const moved = () => lease.progress(fold.position, eventsPerSecond());
  try {
    const { build: live } = await readLive(deps.kv, projection.name);
    if (live !== build) {
      const comparable = live !== null && codeVersion(live) === projection.version;
      if (comparable && lease.record.identical === undefined) {
        const foldTo = (to: number) => fold.foldTo(to, signal, moved).then(moved);
        await compare(
          deps,
          { kv: deps.kv, name: projection.name, live, rebuilt: build, foldTo, signal },
          lease,
        );
      }
      // Not to an end that may run away as fast as it is followed: the runner catches up with the rest.
      const { position: end } = await deps.log.head();
      await fold.foldTo(Math.max(end, fold.position), signal, moved);
      if (signal.aborted) return await lease.putDown();
      await lease.switchLive();
    }
  } catch (error) {
    if (!isForGood(error)) throw error;
    if (error instanceof LogDamage) deps.failures?.logDamaged(error);
    return await lease.save({ status: "failed", position: fold.position, error: error.message });
  }
  await switched(build);
  const position = Math.max(fold.position, lease.record.position);
  await lease.save({ status: "done", position, target: position, eventsPerSecond: eventsPerSecond() });
}

/**
 * The verdict is recorded before anything is switched: afterwards there is nothing to compare with. Where nobody can
 * tell which position the live rows are at, that is the difference.
 */
async function compare({ log }: Pick<RebuildDeps, "log">, pair: Pair, lease: Lease): Promise<void> {
  const { kv, name, live, foldTo, signal } = pair;
  const { position, damaged } = await readCheckpoint(kv, name, live);
  await foldTo(damaged ? (await log.head()).position : position);
  const different = damaged ? await differentCheckpoints(pair) : await firstDifference(pair);
  // Cut short, the new build is behind: whoever carries on compares anew.
  if (signal.aborted) return;
  await lease.save(
    different === null ? { identical: true } : { identical: false, firstDifference: kept(different) },
  );
}

function kept({ key, live, rebuilt }: DifferingRows): RowDifference {
  const short = (text: string | null) => text === null || text.length <= LONGEST_KEPT;
  return {
    key,
    ...(short(live) && { live: parsed(live) }),
    ...(short(rebuilt) && { rebuilt: parsed(rebuilt) }),
  };
}

/** What was stored; its text when it is not JSON. */
function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
