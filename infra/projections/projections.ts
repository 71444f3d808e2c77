// All views of the product: built from the log, kept up to date while it runs, read by pages.
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Projection, View } from "../../domain/shared/projection.ts";
import { codeVersion, deleteBuild, firstBuild, flipLive, readLive } from "./live.ts";
import { Runner, type RunnerDeps } from "./runner.ts";

export interface ProjectionsDeps extends RunnerDeps {
  readonly log: RunnerDeps["log"] & Pick<EventLog, "head">;
  readonly projections: readonly Projection<unknown>[];
}

export interface ProjectionStatus {
  readonly name: string;
  /** Version of the code that folds it. */
  readonly version: number;
  readonly position: number;
  /** Events in the log that are not folded in yet. */
  readonly lag: number;
  readonly eventsPerSecond: number;
  /** Why it stopped or waits; it is behind for as long as this is there. */
  readonly lastError?: string;
}

export interface Projections {
  /** Rows of the live build. Reading before `start` has resolved is a mistake and throws. */
  view<Row>(projection: Projection<Row>): View<Row>;
  /** Resolves when every view has a live build of the present code; a view of older code is rebuilt first. */
  start(): Promise<void>;
  /** Resolves when nothing is being written any more. */
  stop(): Promise<void>;
  status(): Promise<ProjectionStatus[]>;
}

export function createProjections(deps: ProjectionsDeps): Projections {
  const { kv, log, projections, logger, random } = deps;
  const stopping = new AbortController();
  const runners = new Map<string, Runner>();
  let running: Promise<unknown> = Promise.resolve();

  const runnerOf = (name: string): Runner => {
    const runner = runners.get(name);
    if (runner === undefined) throw new Error(`Cannot read view "${name}": projections are not started`);
    return runner;
  };

  async function open(projection: Projection<unknown>): Promise<Runner> {
    const { name, version } = projection;
    const live = await readLive(kv, name);
    if (live !== null && codeVersion(live) === version) return new Runner(projection, live, deps);
    const build = firstBuild(version);
    const runner = new Runner(projection, build, deps);
    await runner.catchUp(stopping.signal);
    if (runner.stopped || stopping.signal.aborted) return runner;
    await flipLive(kv, name, build, random);
    logger.info("view rebuilt", { projection: name, build, position: runner.position });
    if (live !== null) await deleteBuild(kv, name, live, random);
    return runner;
  }

  return {
    view<Row>({ name }: Projection<Row>): View<Row> {
      return {
        get: async (key) => await runnerOf(name).build.rows.get(key) as Row | null,
        list: async (prefix, options) =>
          await runnerOf(name).build.rows.list(prefix, options) as Awaited<ReturnType<View<Row>["list"]>>,
        reached: async (position) => await runnerOf(name).reached(position),
      };
    },
    async start() {
      const opened = await Promise.all(projections.map(open));
      for (const runner of opened) runners.set(runner.projection.name, runner);
      running = Promise.all(opened.map((runner) => runner.run(stopping.signal)));
    },
    async stop() {
      stopping.abort();
      await running;
    },
    async status() {
      const head = await log.head();
      return [...runners.values()].map((runner) => ({
        name: runner.projection.name,
        version: runner.projection.version,
        position: runner.position,
        lag: Math.max(0, head.position - runner.position),
        eventsPerSecond: runner.eventsPerSecond(),
        ...(runner.lastError !== undefined && { lastError: runner.lastError }),
      }));
    },
  };
}
