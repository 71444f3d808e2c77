// A view as pages see it: the rows of the build that is live, kept up to date, and exchanged for those of another build
// as soon as that one is live, whichever process switched.
import type { Projection, RowKey } from "../../domain/shared/projection.ts";
import { wait } from "../wait.ts";
import { Build } from "./build.ts";
import { codeVersion } from "./builds.ts";
import { RecordDamage, ViewMoved } from "./failures.ts";
import { type Live, readLive } from "./live.ts";
import type { ListOptions, Rows } from "./rows.ts";
import { Runner, type RunnerDeps } from "./runner.ts";
import { Waiters } from "./waiters.ts";

export class LiveView {
  readonly #projection: Projection<unknown>;
  readonly #deps: RunnerDeps;
  readonly #waiters = new Waiters();
  #switched: (() => void)[] = [];
  #live: Live;
  #runner: Runner;
  #ended: Error | undefined;

  /** `build` is the live one; another only when the view could not be built and waits for one that can. */
  constructor(projection: Projection<unknown>, deps: RunnerDeps, live: Live, build: string) {
    this.#projection = projection;
    this.#deps = deps;
    this.#live = live;
    this.#runner = this.#runnerOf(build, live);
  }

  /** The one behind the rows that are shown. */
  get runner(): Runner {
    return this.#runner;
  }

  get(key: RowKey): Promise<unknown> {
    return this.#whole((rows) => rows.get(key));
  }

  list(prefix: RowKey, options?: ListOptions): Promise<{ key: RowKey; row: unknown }[]> {
    return this.#whole((rows) => rows.list(prefix, options));
  }

  /** Rejects when the view has failed before that position, so that nobody waits for ever. */
  async reached(position: number): Promise<void> {
    if (this.#runner.position >= position) return;
    const over = this.#runner.failure ?? this.#ended;
    if (over !== undefined) throw over;
    await this.#waiters.wait(position);
  }

  /** Follows the log until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let next: Live | null = null;
      await this.#runner.run(signal, async () => (next = await this.#switchedTo()) !== null);
      if (next !== null) await this.#follow(next, signal);
    }
    const { name } = this.#projection;
    this.#ended = new Error(`View "${name}" has stopped at position ${this.#runner.position}`);
    this.#waiters.fail(this.#ended);
    this.#switched.forEach((resolve) => resolve());
  }

  /** Resolves when the rows of that build are shown, or the view has ended. */
  async shows(build: string): Promise<void> {
    while (this.#ended === undefined && this.#runner.build.label !== build) {
      const next = new Promise<void>((resolve) => this.#switched.push(resolve));
      this.#runner.wake();
      await next;
    }
  }

  /** What is live now, when that is something else than before. */
  async #switchedTo(): Promise<Live | null> {
    try {
      const live = await readLive(this.#deps.kv, this.#projection.name);
      return live.versionstamp === this.#live.versionstamp ? null : live;
    } catch (error) {
      // An outage of the store shows in the runner as well, which says so; the next look is soon.
      this.#deps.logger.debug("cannot see which build is live", { error: String(error) });
      return null;
    }
  }

  /** The old rows are shown until the new ones are no older, so that nobody sees time run backwards. */
  async #follow(live: Live, signal: AbortSignal): Promise<void> {
    const { name, version } = this.#projection;
    this.#live = live;
    if (live.build === null || codeVersion(live.build) !== version) {
      // Other code shows other rows: these stand still, and are removed after a while.
      this.#runner.fail(
        live.damaged
          ? new RecordDamage("which build is shown", name)
          : new ViewMoved(`View "${name}" is shown by other code now: build ${live.build ?? "none"}`),
      );
      this.#switched.splice(0).forEach((resolve) => resolve());
      return;
    }
    const next = this.#runnerOf(live.build, live);
    for (;;) {
      const pause = await next.tryToCatchUp(signal);
      if (next.position >= this.#runner.position || next.failure !== undefined || signal.aborted) break;
      const newer = await this.#switchedTo();
      if (newer !== null) return await this.#follow(newer, signal);
      await wait(pause, signal);
    }
    this.#runner = next;
    this.#waiters.reached(next.position);
    if (next.failure !== undefined) this.#waiters.fail(next.failure);
    this.#switched.splice(0).forEach((resolve) => resolve());
  }

  /** Rows that are being removed are not read: who finds them so reads those that are shown instead. */
  async #whole<T>(read: (rows: Rows) => Promise<T>): Promise<T> {
    for (;;) {
      const runner = this.#runner;
      try {
        return await read(runner.build.rows);
      } catch (error) {
        if (!(error instanceof ViewMoved)) throw error;
        if (runner === this.#runner) await this.#switchFrom(runner);
        if (runner === this.#runner) throw runner.failure ?? this.#ended ?? error;
      }
    }
  }

  /** Resolves when something else is shown, or nothing any more. Throws RecordDamage when nothing else is to come. */
  async #switchFrom(runner: Runner): Promise<void> {
    const { name, label } = runner.build;
    const live = await readLive(this.#deps.kv, name);
    if (this.#ended !== undefined || runner.failure !== undefined || runner !== this.#runner) return;
    if (live.versionstamp === this.#live.versionstamp && live.build === label) {
      throw new RecordDamage(`the checkpoint of build ${label}`, name);
    }
    const next = new Promise<void>((resolve) => this.#switched.push(resolve));
    this.#runner.wake();
    await next;
  }

  #runnerOf(label: string, { versionstamp }: Live): Runner {
    const { kv, random } = this.#deps;
    const build = new Build(kv, this.#projection.name, label, versionstamp, random);
    return new Runner(this.#projection, build, this.#deps, {
      moved: (runner) => runner === this.#runner && this.#waiters.reached(runner.position),
      failed: (runner, failure) => runner === this.#runner && this.#failed(failure),
    });
  }

  #failed(failure: Error): void {
    this.#waiters.fail(failure);
    this.#switched.splice(0).forEach((resolve) => resolve());
  }
}
