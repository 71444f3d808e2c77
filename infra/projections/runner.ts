// Keeps one build of one view up to date: reads the log from the checkpoint, folds in batches, writes rows, checkpoint
// and digest in one atomic write. The write is checked against the checkpoint, so two runners at once are safe.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import type { Listenable } from "../eventlog/bell.ts";
import { POLL_MS } from "../eventlog/follow.ts";
import { retryWhileLocked } from "../eventlog/locked.ts";
import { toBytes } from "../eventlog/record.ts";
import type { Logger } from "../logger.ts";
import { type Checkpoint, encodeCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { toggled } from "./digest.ts";
import { foldBatch, type Folded } from "./fold_batch.ts";
import { checkpointKey, viewKey } from "./keys.ts";
import { Rate } from "./rate.ts";
import { Rows } from "./rows.ts";
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
/** Events that touch no row are not worth a write each; after this many the checkpoint is moved all the same. */
const UNSAVED_EVENTS = 1_000;
const RETRY_MS = 500;

/** The projection itself failed: trying again would only fail again. */
class FoldFailure extends Error {
  override readonly name = "FoldFailure";
}

export class Runner {
  readonly rows: Rows;
  readonly projection: Projection<unknown>;
  readonly build: string;
  readonly #deps: RunnerDeps;
  readonly #waiters = new Waiters();
  readonly #rate = new Rate();
  #checkpoint: Checkpoint | undefined;
  #position = 0;
  #lastError: string | undefined;
  #failure: Error | undefined;

  constructor(projection: Projection<unknown>, build: string, deps: RunnerDeps) {
    this.projection = projection;
    this.build = build;
    this.#deps = deps;
    this.rows = new Rows(deps.kv, projection.name, build);
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
    this.#checkpoint ??= await this.#loadCheckpoint();
    const events: StoredEvent[] = [];
    for await (const event of this.#deps.log.readAll({ after: this.#position })) {
      events.push(event);
      if (events.length === BATCH_EVENTS) break;
    }
    if (events.length === 0) return false;
    try {
      await this.#fold(events);
    } catch (error) {
      if (!(error instanceof FoldFailure)) throw error;
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
      folded = await foldBatch(this.projection, events, (keys) => this.rows.getMany(keys));
    } catch (error) {
      return await this.#foldHalves(events, error);
    }
    if (!folded.fits) return await this.#foldHalves(events, new Error("its rows are too large to be stored"));
    return await this.#write(folded, events);
  }

  /** Narrows a failure down to one event; the ones before it are folded as usual. */
  async #foldHalves(events: readonly StoredEvent[], error: unknown): Promise<boolean> {
    const [first] = events;
    if (events.length === 1 && first !== undefined) {
      const reason = error instanceof Error ? error.message : String(error);
      const what =
        `Cannot fold ${first.type} at position ${first.position} into view "${this.projection.name}"`;
      throw new FoldFailure(`${what}: ${reason}`, { cause: error });
    }
    const middle = Math.ceil(events.length / 2);
    return await this.#fold(events.slice(0, middle)) && await this.#fold(events.slice(middle));
  }

  async #write(folded: Folded, events: readonly StoredEvent[]): Promise<boolean> {
    const checkpoint = this.#checkpoint ?? await this.#loadCheckpoint();
    const position = events.at(-1)?.position ?? this.#position;
    if (folded.rows.length > 0 || position - checkpoint.position >= UNSAVED_EVENTS) {
      const { name } = this.projection;
      const digest = toggled(checkpoint.digest, folded.hashes);
      const key = checkpointKey(name, this.build);
      const atomic = this.#deps.kv.atomic().check({ key, versionstamp: checkpoint.versionstamp })
        .set(key, encodeCheckpoint(position, digest));
      for (const { key, text } of folded.rows) {
        const stored = viewKey(name, this.build, key);
        if (text === null) atomic.delete(stored);
        else atomic.set(stored, toBytes(text));
      }
      const result = await retryWhileLocked(() => atomic.commit(), this.#deps.random);
      if (!result.ok) {
        this.#checkpoint = await this.#loadCheckpoint();
        return false;
      }
      this.#checkpoint = { position, digest, versionstamp: result.versionstamp };
      this.rows.changed(folded.rows);
    }
    this.#rate.add(events.length, this.#deps.clock());
    this.#moveTo(position);
    return true;
  }

  async #loadCheckpoint(): Promise<Checkpoint> {
    const checkpoint = await readCheckpoint(this.#deps.kv, this.projection.name, this.build);
    this.rows.forget();
    this.#moveTo(checkpoint.position);
    return checkpoint;
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#waiters.reached(position);
  }

  #fail(failure: FoldFailure): void {
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
    this.#checkpoint = undefined;
    this.#lastError = error instanceof Error ? error.message : String(error);
    this.#deps.logger.warn("projection waits", { projection: this.projection.name, error: this.#lastError });
  }
}
