// Keeps one build of one view up to date: reads the log from the checkpoint, folds in batches, writes rows, checkpoint
// and digest in one atomic write. The write is checked against the checkpoint, so two runners at once are safe.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import type { Listenable } from "../eventlog/bell.ts";
import { POLL_MS } from "../eventlog/follow.ts";
import type { Logger } from "../logger.ts";
import { Build } from "./build.ts";
import { foldBatch, type Folded, FoldError } from "./fold_batch.ts";
import { Rate } from "./rate.ts";
import { Waiters } from "./waiters.ts";

export interface RunnerDeps {
  readonly kv: Deno.Kv;
  readonly log: Pick<EventLog, "readAll"> & Listenable;
  readonly logger: Logger;
  readonly clock: Clock;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
}

const BATCH_EVENTS = 800;
const RETRY_MS = 500;

export class Runner {
  readonly projection: Projection<unknown>;
  readonly build: Build;
  readonly #deps: RunnerDeps;
  readonly #waiters = new Waiters();
  readonly #rate = new Rate();
  #position = 0;
  #lastError: string | undefined;
  #failure: Error | undefined;

  constructor(projection: Projection<unknown>, label: string, deps: RunnerDeps) {
    this.projection = projection;
    this.build = new Build(deps.kv, projection.name, label, deps.random);
    this.#deps = deps;
  }

  /** Position up to which every event is folded in. */
  get position(): number {
    return this.#position;
  }

  get lastError(): string | undefined {
    return this.#lastError;
  }

  /** A projection that threw stays where it is until its code changes. */
  get stopped(): boolean {
    return this.#failure !== undefined;
  }

  eventsPerSecond(): number {
    return this.#rate.perSecond(this.#deps.clock());
  }

  /** Rejects when the projection has failed before that position, so that nobody waits for ever. */
  async reached(position: number): Promise<void> {
    if (this.#position >= position) return;
    if (this.#failure !== undefined) throw this.#failure;
    await this.#waiters.wait(position);
  }

  /** Folds everything up to the end of the log; returns early when the projection fails. */
  async catchUp(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.stopped && await this.#step()) continue;
  }

  /** Follows the log until the signal aborts. Outages are logged and waited out. */
  async run(signal: AbortSignal): Promise<void> {
    const listener = this.#deps.log.listen();
    const close = () => listener.close();
    signal.addEventListener("abort", close, { once: true });
    try {
      while (!signal.aborted && !this.stopped) {
        try {
          await this.catchUp(signal);
          if (!signal.aborted && !this.stopped) await listener.heard(POLL_MS);
        } catch (error) {
          this.#outage(error);
          if (!signal.aborted) await listener.heard(RETRY_MS);
        }
      }
    } finally {
      signal.removeEventListener("abort", close);
      listener.close();
      this.#failure ??= new Error(`View "${this.projection.name}" has stopped at position ${this.#position}`);
      this.#waiters.fail(this.#failure);
    }
  }

  /** One batch; false at the end of the log. */
  async #step(): Promise<boolean> {
    if (!this.build.opened) this.#moveTo(await this.build.open());
    const events: StoredEvent[] = [];
    for await (const event of this.#deps.log.readAll({ after: this.#position })) {
      events.push(event);
      if (events.length === BATCH_EVENTS) break;
    }
    if (events.length === 0) return false;
    try {
      await this.#fold(events);
    } catch (error) {
      if (!(error instanceof FoldError)) throw error;
      this.#fail(error);
      return false;
    }
    this.#lastError = undefined;
    return true;
  }

  /** False when another runner has moved the checkpoint: the rest of the events is to be read again. */
  async #fold(events: readonly StoredEvent[]): Promise<boolean> {
    let folded: Folded;
    try {
      folded = await foldBatch(this.projection, events, (keys) => this.build.rows.getMany(keys));
      if (!folded.fits) throw new FoldError("its rows are too large to be stored");
    } catch (error) {
      if (error instanceof FoldError) return await this.#foldHalves(events, error);
      throw error;
    }
    const position = events.at(-1)?.position ?? this.#position;
    if (!await this.build.write(folded, position)) {
      this.#moveTo(await this.build.open());
      return false;
    }
    this.#rate.add(events.length, this.#deps.clock());
    this.#moveTo(position);
    return true;
  }

  /** Narrows a failure down to one event; the ones before it are folded as usual. */
  async #foldHalves(events: readonly StoredEvent[], error: FoldError): Promise<boolean> {
    const [first] = events;
    if (events.length === 1 && first !== undefined) {
      const what = `${first.type} at position ${first.position} into view "${this.projection.name}"`;
      throw new FoldError(`Cannot fold ${what}: ${error.message}`, { cause: error.cause });
    }
    const middle = Math.ceil(events.length / 2);
    return await this.#fold(events.slice(0, middle)) && await this.#fold(events.slice(middle));
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#waiters.reached(position);
  }

  #fail(failure: FoldError): void {
    this.#failure = failure;
    this.#lastError = failure.message;
    this.#waiters.fail(failure);
    this.#deps.logger.error("projection stopped", {
      projection: this.projection.name,
      position: this.#position,
      error: failure.message,
    });
  }

  #outage(error: unknown): void {
    // Whether the last write happened is not known: the checkpoint tells.
    this.build.close();
    this.#lastError = error instanceof Error ? error.message : String(error);
    this.#deps.logger.warn("projection waits", { projection: this.projection.name, error: this.#lastError });
  }
}
