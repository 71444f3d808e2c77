// The rebuilds of views that are live: started by a person, carried on when a process died over one, and cleaned up
// after.
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { RebuildStarted } from "../../domain/projections/ports.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import { type Wait, wait as waitForReal } from "../wait.ts";
import { codeVersion, removeRetired } from "./builds.ts";
import { carryOut, type CarryOutDeps } from "./carry_out.ts";
import { isAbandoned, type Lease, readRebuild } from "./rebuild_record.ts";
import { takeLease } from "./take_lease.ts";

export interface RebuildsDeps extends CarryOutDeps {
  readonly log: CarryOutDeps["log"] & Pick<EventLog, "head">;
  /** Other processes notice a switch within a second; rows they may still read are kept this long, in milliseconds. */
  readonly retireAfter?: number;
  /** Real time unless a test gives its own. */
  readonly wait?: Wait;
}

const LOOK_MS = 1_000;
const RETIRE_AFTER = 5_000;

export class Rebuilds {
  readonly #deps: RebuildsDeps;
  readonly #switched: (name: string, build: string) => Promise<void>;
  readonly #stopping = new AbortController();
  readonly #wait: Wait;
  readonly #owner: string;
  readonly #background = new Set<Promise<void>>();

  /**
   * `owner` names this process in the records of what it works on; `switched` resolves when this process shows that
   * build.
   */
  constructor(deps: RebuildsDeps, owner: string, switched: (name: string, build: string) => Promise<void>) {
    this.#deps = deps;
    this.#switched = switched;
    this.#wait = deps.wait ?? waitForReal;
    this.#owner = owner;
  }

  /** Answers at once; the rebuild goes on behind. A rebuild somebody died over is carried on instead of a new one. */
  async start(projection: Projection<unknown>): Promise<RebuildStarted> {
    const found = await readRebuild(this.#deps.kv, projection.name);
    const abandoned = found !== null && isAbandoned(found, this.#deps.clock());
    if (found?.record.status === "running" && !abandoned) return { refused: "rebuild_running" };
    const lease = await takeLease(this.#deps, projection, found, this.#owner);
    if (lease === null) return { refused: "rebuild_running" };
    this.#inBackground(this.#carryOut(projection, lease));
    return { rebuildId: lease.record.rebuildId };
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

  async #carryOut(projection: Projection<unknown>, lease: Lease): Promise<void> {
    const switched = (build: string) => this.#switched(projection.name, build);
    await carryOut(this.#deps, projection, lease, switched, this.#stopping.signal);
    if (lease.record.status === "done") this.#inBackground(this.#removeRetired(projection.name));
  }

  async #adopt(projections: readonly Projection<unknown>[]): Promise<void> {
    const { kv, clock, logger } = this.#deps;
    const { signal } = this.#stopping;
    for (; !signal.aborted; await this.#wait(LOOK_MS, signal)) {
      for (const projection of projections) {
        try {
          const found = await readRebuild(kv, projection.name);
          if (found === null || !isAbandoned(found, clock())) continue;
          if (codeVersion(found.record.build) !== projection.version) continue;
          const lease = await takeLease(this.#deps, projection, found, this.#owner);
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
    await this.#wait(retireAfter, signal);
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
