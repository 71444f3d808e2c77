// Keeps one build of one view up to date: reads the log from the checkpoint, folds in batches, writes rows, checkpoint
// and digest in one atomic write. The write is checked against the checkpoint and against which build is live, so two
// runners at once are safe, and one that missed a switch writes nothing.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import type { Listenable } from "../eventlog/bell.ts";
import { LogDamage } from "../eventlog/damage.ts";
import { POLL_MS } from "../eventlog/read/follow.ts";
import type { Logger } from "../logger.ts";
import type { Build, Outcome } from "./build.ts";
import { cannotFold, type FailureAlarm, FoldError, isForGood } from "./failures.ts";
import { foldBatch, type Folded } from "./fold_batch.ts";
import { Rate } from "./rate.ts";

export interface RunnerDeps {
  readonly kv: Deno.Kv;
  readonly log: Pick<EventLog, "readAll"> & Listenable;
  readonly logger: Logger;
  readonly clock: Clock;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  readonly failures?: FailureAlarm;
}

/** Told by a runner how it goes. */
export interface Listener {
  moved(runner: Runner): void;
  /** It stays where it is, for good. */
  failed(runner: Runner, failure: Error): void;
}

const BATCH_EVENTS = 800;
const RETRY_MS = 500;

export class Runner {
  readonly projection: Projection<unknown>;
  readonly build: Build;
  readonly #deps: RunnerDeps;
  readonly #listener: Listener;
  readonly #rate = new Rate();
  #position = 0;
  #lastError: string | undefined;
  #failure: Error | undefined;
  #wake: () => void = () => {};
  #woken = false;

  constructor(projection: Projection<unknown>, build: Build, deps: RunnerDeps, listener: Listener) {
    this.projection = projection;
    this.build = build;
    this.#deps = deps;
    this.#listener = listener;
  }

  /** Position up to which every event is folded in. */
  get position(): number {
    return this.#position;
  }

  get lastError(): string | undefined {
    return this.#lastError;
  }

  /** Why it stopped: a projection that threw stays where it is until its code or its rows change. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  eventsPerSecond(): number {
    return this.#rate.perSecond(this.#deps.clock());
  }

  /** Folds everything up to the end of the log; returns early when the projection fails or the build is retired. */
  async catchUp(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#failure === undefined && await this.#step()) continue;
  }

  /** As `catchUp`, outages logged; how long to wait before the next time, in milliseconds. */
  async tryToCatchUp(signal: AbortSignal): Promise<number> {
    try {
      await this.catchUp(signal);
      if (this.#failure === undefined) this.#lastError = undefined;
      return POLL_MS;
    } catch (error) {
      this.#outage(error);
      return RETRY_MS;
    }
  }

  /** Follows the log until the signal aborts or `retired` says so: asked when there is nothing to do, when woken, and now and then. */
  async run(signal: AbortSignal, retired: () => Promise<boolean>): Promise<void> {
    const listener = this.#deps.log.listen();
    this.#wake = listener.wake;
    const close = () => listener.close();
    signal.addEventListener("abort", close, { once: true });
    try {
      let asked = -Infinity;
      while (!signal.aborted) {
        const before = this.#position;
        const pause = await this.tryToCatchUp(signal);
        if (signal.aborted) return;
        // What was written was written to the live build: that is checked with every write.
        const now = this.#deps.clock();
        if (this.#position === before || this.#woken || Math.abs(now - asked) >= POLL_MS) {
          this.#woken = false;
          asked = now;
          if (await retired()) return;
        }
        await listener.heard(pause);
      }
    } finally {
      signal.removeEventListener("abort", close);
      listener.close();
    }
  }

  /** Looks for work, and whether it is retired, right now. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Stops it where it is. */
  fail(failure: Error): void {
    this.#failure = failure;
    this.#lastError = failure.message;
    this.#listener.failed(this, failure);
    const about = { projection: this.projection.name, position: this.#position };
    this.#deps.logger.error("projection stopped", { ...about, error: failure.message });
    this.#deps.failures?.viewStopped(failure, about);
  }

  /** One batch; false when that was all there is, or it cannot go on. */
  async #step(): Promise<boolean> {
    try {
      if (!this.build.opened) this.#moveTo(await this.build.open());
      const { events, more } = await this.#read();
      if (events.length === 0) return false;
      const outcome = await this.#fold(events);
      return outcome === "overtaken" || (outcome === "written" && more);
    } catch (error) {
      if (!isForGood(error)) throw error;
      this.fail(error);
      return false;
    }
  }

  /** What comes before damage is folded first; the next reading begins with the damage. */
  async #read(): Promise<{ events: StoredEvent[]; more: boolean }> {
    const events: StoredEvent[] = [];
    try {
      for await (const event of this.#deps.log.readAll({ after: this.#position })) {
        events.push(event);
        if (events.length === BATCH_EVENTS) return { events, more: true };
      }
      return { events, more: false };
    } catch (error) {
      if (!(error instanceof LogDamage) || events.length === 0) throw error;
      return { events, more: true };
    }
  }

  /** When another runner has moved the checkpoint, the rest of the events is to be read again. */
  async #fold(events: readonly StoredEvent[]): Promise<Outcome> {
    let folded: Folded;
    try {
      folded = await foldBatch(this.projection, events, (keys) => this.build.rows.getMany(keys));
      if (!folded.fits) throw new FoldError("its rows are too large to be stored");
    } catch (error) {
      if (error instanceof FoldError) return await this.#foldHalves(events, error);
      throw error;
    }
    const position = events.at(-1)?.position ?? this.#position;
    const outcome = await this.build.write(folded, position);
    if (outcome === "overtaken") this.#moveTo(await this.build.open());
    if (outcome !== "written") return outcome;
    this.#rate.add(events.length, this.#deps.clock());
    this.#moveTo(position);
    return outcome;
  }

  /** Narrows a failure down to one event; the ones before it are folded as usual. */
  async #foldHalves(events: readonly StoredEvent[], error: FoldError): Promise<Outcome> {
    const [first] = events;
    if (events.length === 1 && first !== undefined) throw cannotFold(first, this.projection.name, error);
    const middle = Math.ceil(events.length / 2);
    const outcome = await this.#fold(events.slice(0, middle));
    return outcome === "written" ? await this.#fold(events.slice(middle)) : outcome;
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#listener.moved(this);
  }

  #outage(error: unknown): void {
    // Whether the last write happened is not known: the checkpoint tells.
    this.build.close();
    this.#lastError = error instanceof Error ? error.message : String(error);
    this.#deps.logger.warn("projection waits", { projection: this.projection.name, error: this.#lastError });
  }
}
