// Builds of views of which there are no rows by the present code: all there are from one reading of the log.
import type { Projection } from "../../domain/shared/projection.ts";
import { wait as waitForReal } from "../wait.ts";
import { codeVersion } from "./builds.ts";
import { BulkFold } from "./bulk_fold.ts";
import { carryOut } from "./carry_out.ts";
import { foldTogether, type Together } from "./fold_together.ts";
import { readLive } from "./live.ts";
import { type Lease, readRebuild } from "./rebuild_record.ts";
import type { RebuildsDeps } from "./rebuilds.ts";
import { speedometer } from "./speedometer.ts";
import { takeLease } from "./take_lease.ts";
import { isElsewhere, untilFree } from "./until_free.ts";

/** After the first outage of a build and at most, in milliseconds: soon enough not to seem silent to others. */
const AFTER_OUTAGE_MS = 200;
const LONGEST_PAUSE_MS = 3_000;
/** Milliseconds between two signs of life of one build among many. */
const RENEWAL = 1_000;

/** Nothing is shown yet that would have to follow the switch. */
const nobodyShowsIt = () => Promise.resolve();

export class FirstBuilds {
  readonly #deps: RebuildsDeps;
  readonly #owner: string;
  readonly #signal: AbortSignal;
  /** Taken up and folded together with others, not finished. */
  readonly #begun = new Map<string, Lease>();
  readonly #outages = new Map<string, number>();

  /** `owner` names this process in the records of what it works on; what runs is put down when the signal aborts. */
  constructor(deps: RebuildsDeps, owner: string, signal: AbortSignal) {
    this.#deps = deps;
    this.#owner = owner;
    this.#signal = signal;
  }

  /**
   * Takes up every build that is missing and that nobody else is at, and folds the log into all of them, so that
   * `build` finds little to do. Only saves time: what goes wrong here, `build` meets again and tells.
   */
  async foldTogether(projections: readonly Projection<unknown>[]): Promise<void> {
    const { log, logger } = this.#deps;
    const taken = await Promise.all(projections.map((projection) => this.#takeUp(projection)));
    try {
      await foldTogether(log, taken.filter((one) => one !== null), this.#signal);
    } catch (error) {
      logger.warn("views are built one by one", { why: String(error) });
    }
  }

  /**
   * Builds a view, or waits for another process that is at it; false when that failed or was interrupted. True is no
   * promise: look what is live, and ask again.
   */
  async build(projection: Projection<unknown>): Promise<boolean> {
    const { wait = waitForReal } = this.#deps;
    const begun = this.#begun.get(projection.name);
    this.#begun.delete(projection.name);
    if (begun !== undefined) return await this.#finish(projection, begun);
    const rules = { owner: this.#owner, wait, signal: this.#signal };
    const { found, ended } = await untilFree(this.#deps, projection, rules);
    if (ended || this.#signal.aborted) return ended && found?.record.status !== "failed";
    const lease = await takeLease(this.#deps, projection, found, this.#owner);
    return lease === null || await this.#finish(projection, lease);
  }

  async #finish(projection: Projection<unknown>, lease: Lease): Promise<boolean> {
    const { wait = waitForReal } = this.#deps;
    await carryOut(this.#deps, projection, lease, nobodyShowsIt, this.#signal);
    if (lease.record.status === "running") await wait(this.#pause(projection.name), this.#signal);
    return lease.record.status !== "failed" && !this.#signal.aborted;
  }

  /** Doubled with every outage. */
  #pause(name: string): number {
    const before = this.#outages.get(name) ?? 0;
    this.#outages.set(name, before + 1);
    return Math.min(AFTER_OUTAGE_MS * 2 ** before, LONGEST_PAUSE_MS);
  }

  async #takeUp(projection: Projection<unknown>): Promise<Together | null> {
    const { kv, clock, logger } = this.#deps;
    const { name, version } = projection;
    const live = await readLive(kv, name);
    if (live.build !== null && codeVersion(live.build) === version) return null;
    if (live.damaged) {
      logger.error("view is built anew: nobody can tell which build was shown", { projection: name });
    }
    const found = await readRebuild(kv, name);
    if (found !== null && isElsewhere(found, version, this.#owner, clock())) return null;
    const lease = await takeLease(this.#deps, projection, found, this.#owner);
    if (lease === null) return null;
    this.#begun.set(name, lease);
    const fold = new BulkFold(this.#deps, projection, lease.record.build);
    const eventsPerSecond = speedometer(clock, lease.record.position, () => fold.position);
    return {
      fold,
      async moved() {
        // Many at once would keep the disk busy with saying so; others are patient for longer than this.
        if (clock() - lease.record.renewedAt < RENEWAL) return;
        await lease.progress(fold.position, eventsPerSecond());
      },
      left: (error) => logger.info("view is built by itself", { projection: name, why: String(error) }),
    };
  }
}
