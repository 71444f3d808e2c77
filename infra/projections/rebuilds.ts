// The rebuilds of all views: started by a person or by new code, carried on when a process died over one, and cleaned
// up after.
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { RebuildStarted } from "../../domain/projections/ports.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import { wait } from "../cargotech/timing.ts";
import type { Logger } from "../logger.ts";
import { codeVersion, nextBuild, removeRetired } from "./builds.ts";
import { rebuild, type RebuildDeps } from "./rebuild.ts";
import { isAbandoned, Lease, readRebuild, RebuildTaken, type StoredRebuild } from "./rebuild_record.ts";

export interface RebuildsDeps extends RebuildDeps {
  readonly log: RebuildDeps["log"] & Pick<EventLog, "head">;
  readonly logger: Logger;
  /** Other processes notice a switch within a second; rows they may still read are kept this long, in milliseconds. */
  readonly retireAfter?: number;
}

const LOOK_MS = 1_000;
const RETIRE_AFTER = 5_000;

export class Rebuilds {
  readonly #deps: RebuildsDeps;
  readonly #switched: (name: string, build: string) => Promise<void>;
  readonly #stopping = new AbortController();
  readonly #background = new Set<Promise<void>>();

  /** `switched` resolves when this process shows that build. */
  constructor(deps: RebuildsDeps, switched: (name: string, build: string) => Promise<void>) {
    this.#deps = deps;
    this.#switched = switched;
  }

  /** Answers at once; the rebuild goes on behind. A rebuild somebody died over is carried on instead of a new one. */
  async start(projection: Projection<unknown>): Promise<RebuildStarted> {
    const found = await readRebuild(this.#deps.kv, projection.name);
    const abandoned = found !== null && isAbandoned(found, this.#deps.clock());
    if (found?.record.status === "running" && !abandoned) return { refused: "rebuild_running" };
    const lease = await this.#take(projection, found);
    if (lease === null) return { refused: "rebuild_running" };
    this.#inBackground(this.#carryOut(projection, lease));
    return { rebuildId: lease.record.rebuildId };
  }

  /** Builds a view of which there are no rows by the present code; false when that failed or was interrupted. */
  async first(projection: Projection<unknown>): Promise<boolean> {
    const found = await readRebuild(this.#deps.kv, projection.name);
    const lease = await this.#take(projection, found);
    if (lease === null) return true;
    await this.#carryOut(projection, lease);
    return lease.record.status !== "failed" && !this.#stopping.signal.aborted;
  }

  /** From here on looks after rebuilds others died over, and after what is left of old builds. */
  watch(projections: readonly Projection<unknown>[]): void {
    this.#inBackground(this.#adopt(projections));
    for (const { name } of projections) this.#inBackground(this.#removeRetired(name));
  }

  /** Resolves when no rebuild runs here and what they left over is removed. Never while watching. */
  async idle(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  /** Resolves when nothing is being written any more. What runs is put down for the next process. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.idle();
  }

  async #take(projection: Projection<unknown>, found: StoredRebuild | null): Promise<Lease | null> {
    const { kv, log } = this.#deps;
    const { name, version } = projection;
    if (found?.record.status === "running" && codeVersion(found.record.build) === version) {
      return await Lease.take(this.#deps, name, found, found.record);
    }
    const build = await nextBuild(kv, name, version);
    const { position: target } = await log.head();
    const rebuildId = `${name}-${build}`;
    const start = { rebuildId, build, status: "running", position: 0, target, eventsPerSecond: 0 } as const;
    return await Lease.take(this.#deps, name, found, start);
  }

  /** Outages end it as well; it is adopted, by whoever sees it first, after a while of silence. */
  async #carryOut(projection: Projection<unknown>, lease: Lease): Promise<void> {
    const { name } = projection;
    const { logger } = this.#deps;
    const { rebuildId } = lease.record;
    const { signal } = this.#stopping;
    const switched = (build: string) => this.#switched(name, build);
    try {
      await rebuild(this.#deps, projection, lease, switched, signal);
      const { status, position, identical, error } = lease.record;
      logger[status === "failed" || identical === false ? "error" : "info"]("view rebuilt", {
        projection: name,
        rebuildId,
        status,
        position,
        ...(identical !== undefined && { identical }),
        ...(error !== undefined && { error }),
      });
      if (status === "done") this.#inBackground(this.#removeRetired(name));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const taken = error instanceof RebuildTaken;
      logger[taken ? "info" : "warn"]("rebuild left", { projection: name, rebuildId, why });
    }
  }

  async #adopt(projections: readonly Projection<unknown>[]): Promise<void> {
    const { kv, clock, logger } = this.#deps;
    const { signal } = this.#stopping;
    for (; !signal.aborted; await wait(LOOK_MS, signal)) {
      for (const projection of projections) {
        try {
          const found = await readRebuild(kv, projection.name);
          if (found === null || !isAbandoned(found, clock())) continue;
          if (codeVersion(found.record.build) !== projection.version) continue;
          const lease = await this.#take(projection, found);
          if (lease !== null) await this.#carryOut(projection, lease);
        } catch (error) {
          logger.warn("cannot look after rebuilds", { projection: projection.name, error: String(error) });
        }
      }
    }
  }

  async #removeRetired(name: string): Promise<void> {
    const { kv, random, logger, retireAfter = RETIRE_AFTER } = this.#deps;
    const { signal } = this.#stopping;
    await wait(retireAfter, signal);
    if (signal.aborted) return;
    try {
      await removeRetired(kv, name, random, signal);
    } catch (error) {
      logger.warn("cannot remove an old build", { projection: name, error: String(error) });
    }
  }

  #inBackground(work: Promise<void>): void {
    const tracked = work.finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }
}
