// All views of the product: built from the log, kept up to date while it runs, read by pages, rebuilt on demand.
import type { ProjectionControl } from "../../domain/projections/ports.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Projection, View } from "../../domain/shared/projection.ts";
import type { Alerts } from "../alerts.ts";
import { createSharedReading } from "../eventlog/read/shared_reading.ts";
import { codeVersion } from "./builds.ts";
import { createFailureAlarm } from "./failures.ts";
import { FirstBuilds } from "./first_builds.ts";
import { readLive } from "./live.ts";
import { LiveView } from "./live_view.ts";
import { followRebuild, stateOf } from "./progress.ts";
import { readRebuild } from "./rebuild_record.ts";
import { Rebuilds, type RebuildsDeps } from "./rebuilds.ts";
import type { RunnerDeps } from "./runner.ts";

export interface ProjectionsDeps extends Omit<RunnerDeps & RebuildsDeps, "failures"> {
  readonly log: RunnerDeps["log"] & Pick<EventLog, "head">;
  readonly projections: readonly Projection<unknown>[];
  /** Tells the operators of views that stopped and of damage. */
  readonly alarm?: Alerts["alarm"];
}

export interface Projections extends ProjectionControl {
  /** Rows of the live build. Reading before `start` has resolved is a mistake and throws. */
  view<Row>(projection: Projection<Row>): View<Row>;
  /**
   * Resolves when every view has a live build of the present code, or one that says what keeps it from being built; a
   * view of older code is rebuilt first. When the signal aborts meanwhile, it resolves soon and nothing follows the log.
   */
  start(signal?: AbortSignal): Promise<void>;
  /** Resolves when no rebuild runs here and what they left over is removed. */
  idle(): Promise<void>;
  /** Lets those go who follow a rebuild. */
  endProgress(): void;
  /** Resolves when nothing is being written any more; an unfinished rebuild is left to the next process. */
  stop(): Promise<void>;
}

export function createProjections({ alarm, ...given }: ProjectionsDeps): Projections {
  const deps = { ...given, ...(alarm && { failures: createFailureAlarm(alarm) }) };
  const { kv, log, projections } = deps;
  const stopping = new AbortController(), leaving = new AbortController();
  const views = new Map<string, LiveView>();
  const owner = deps.random().toString(36).slice(2);
  const firstBuilds = new FirstBuilds(deps, owner, stopping.signal);
  const rebuilds = new Rebuilds(deps, owner, async (name, build) => await views.get(name)?.shows(build));
  const together = { ...deps, log: { ...log, ...createSharedReading(log) } };
  let running: Promise<unknown> = Promise.resolve();

  const viewOf = (name: string): LiveView => {
    const view = views.get(name);
    if (view === undefined) throw new Error(`Cannot read view "${name}": projections are not started`);
    return view;
  };
  const find = (name: string) => projections.find((projection) => projection.name === name);

  async function open(projection: Projection<unknown>): Promise<LiveView> {
    const { name, version } = projection;
    for (;;) {
      const live = await readLive(kv, name);
      const build = live.build;
      if (build !== null && codeVersion(build) === version) {
        return new LiveView(projection, together, live, build);
      }
      if (!await firstBuilds.build(projection)) {
        // What there is of it, up to the event it fails at, rather than nothing.
        const unfinished = (await readRebuild(kv, name))?.record.build ?? `${version}.0`;
        return new LiveView(projection, together, live, unfinished);
      }
    }
  }

  return {
    view<Row>({ name }: Projection<Row>): View<Row> {
      return {
        get: async (key) => await viewOf(name).get(key) as Row | null,
        list: async (prefix, options) =>
          await viewOf(name).list(prefix, options) as Awaited<ReturnType<View<Row>["list"]>>,
        reached: async (position) => await viewOf(name).reached(position),
      };
    },
    async start(signal) {
      const interrupt = () => stopping.abort();
      signal?.addEventListener("abort", interrupt, { once: true });
      if (signal?.aborted) interrupt();
      await firstBuilds.foldTogether(projections);
      const opened = await Promise.all(projections.map(async (one) => [one.name, await open(one)] as const));
      signal?.removeEventListener("abort", interrupt);
      for (const [name, view] of opened) views.set(name, view);
      if (stopping.signal.aborted) return;
      running = Promise.all(opened.map(([, view]) => view.run(stopping.signal)));
      rebuilds.watch(projections);
    },
    idle: () => rebuilds.idle(),
    endProgress: () => leaving.abort(),
    async stop() {
      leaving.abort();
      stopping.abort();
      await rebuilds.stop();
      await running;
    },
    async status() {
      const head = await log.head();
      return projections.flatMap(({ name, version }) => {
        const runner = views.get(name)?.runner;
        if (runner === undefined) return [];
        return [{
          name,
          version,
          position: runner.position,
          lag: Math.max(0, head.position - runner.position),
          eventsPerSecond: runner.eventsPerSecond(),
          ...(runner.lastError !== undefined && { lastError: runner.lastError }),
        }];
      });
    },
    find,
    async rebuild(name) {
      const projection = find(name);
      return projection === undefined ? { refused: "not_found" } : await rebuilds.start(projection);
    },
    async rebuildOf(name) {
      const found = await readRebuild(kv, name);
      return found === null ? null : stateOf(found.record);
    },
    progress: (name, signal) => followRebuild(kv, name, AbortSignal.any([signal, leaving.signal])),
  };
}
