// Folds the log into a build nobody reads yet, many times faster than a live view can: rows are folded in memory and
// written once in a while. A crash anywhere loses nothing and repeats nothing, because the rows of one flush are
// written in key order and the checkpoint says up to which key.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Projection, RowKey } from "../../domain/shared/projection.ts";
import { type Checkpoint, wholeCheckpoint } from "./checkpoint.ts";
import { BulkRows } from "./bulk_rows.ts";
import { bulkWrites } from "./bulk_writes.ts";
import { commitCheckpoint } from "./commit_checkpoint.ts";
import { cannotFold } from "./failures.ts";
import { keysOf, keyText } from "./keys.ts";
import { RebuildTaken } from "./rebuild_record.ts";

export interface BulkFoldDeps {
  readonly kv: Deno.Kv;
  readonly log: Pick<EventLog, "readAll">;
  readonly random: () => number;
}

const CHUNK_EVENTS = 2_000;
/** A crash repeats at most this much of the fold; memory holds at most so many changed rows. */
const FLUSH_EVENTS = 200_000;
const FLUSH_ROWS = 50_000;

export class BulkFold {
  readonly #deps: BulkFoldDeps;
  readonly #projection: Projection<unknown>;
  readonly #build: string;
  readonly #rows: BulkRows;
  #checkpoint: Checkpoint | undefined;
  /** Folded in memory; the checkpoint is behind until flushed. */
  #position = 0;

  constructor(deps: BulkFoldDeps, projection: Projection<unknown>, build: string) {
    this.#deps = deps;
    this.#projection = projection;
    this.#build = build;
    this.#rows = new BulkRows(deps.kv, projection.name, build);
  }

  get position(): number {
    return this.#position;
  }

  /** Rows in memory. */
  get held(): number {
    return this.#rows.held;
  }

  /** Where what is stored stands; a write that was cut short is finished first. */
  async open(): Promise<number> {
    const { moving } = this.#checkpoint ?? await this.#open();
    if (moving !== undefined) await this.#finish(moving);
    return this.#position;
  }

  /** Folds the next events, once opened; those it has already are passed over. */
  async add(events: readonly StoredEvent[]): Promise<void> {
    const known = this.#position;
    await this.#fold(
      events[0] && events[0].position > known ? events : events.filter(({ position }) => position > known),
    );
    if (this.#due()) await this.flush();
  }

  /**
   * Folds up to a position (or the end of the log) and writes everything; ends early, in order, when the signal
   * aborts. `moved` is called between chunks. Throws FoldError, naming the event or the row; LogDamage; RebuildTaken when
   * another process writes this build. After any error what is stored is good to go on from, with a new BulkFold.
   */
  async foldTo(upTo: number, signal: AbortSignal, moved: () => Promise<void>): Promise<void> {
    await this.open();
    let chunk: StoredEvent[] = [];
    const fold = async () => {
      await this.#fold(chunk);
      chunk = [];
      await moved();
    };
    for await (const event of this.#deps.log.readAll({ after: this.#position })) {
      if (event.position > upTo || signal.aborted) break;
      if (chunk.push(event) === CHUNK_EVENTS) await fold();
      if (this.#due()) await this.flush();
    }
    if (chunk.length > 0) await fold();
    await this.flush();
  }

  /** Writes everything that was folded. */
  async flush(): Promise<void> {
    const { kv, random } = this.#deps;
    const { name } = this.#projection;
    const to = this.#position;
    if (to === this.#checkpoint?.position && this.#checkpoint.moving === undefined) return;
    let before = this.#checkpoint ?? await this.#open();
    for (const { rows, state } of bulkWrites(before, to, this.#rows.takeChanged(), name)) {
      const written = await commitCheckpoint(kv, { name, build: this.#build, before, state, rows, random });
      if (written === null) {
        throw new RebuildTaken(`Build ${this.#build} of view "${name}" is written by another`);
      }
      before = written;
    }
    this.#checkpoint = before;
  }

  /** Writes everything, and keeps no row in memory. */
  async letGo(): Promise<void> {
    await this.flush();
    this.#rows.clear();
  }

  async #open(): Promise<Checkpoint> {
    const checkpoint = await wholeCheckpoint(this.#deps.kv, this.#projection.name, this.#build);
    this.#checkpoint = checkpoint;
    this.#position = checkpoint.position;
    if (checkpoint.versionstamp !== null) this.#rows.mayBeStored();
    return checkpoint;
  }

  /** A flush was cut short: the same events again, for the rows that were not written. */
  async #finish({ to, after }: { to: number; after: string }): Promise<void> {
    let chunk: StoredEvent[] = [];
    for await (const event of this.#deps.log.readAll({ after: this.#position })) {
      if (event.position > to) break;
      if (chunk.push(event) < CHUNK_EVENTS) continue;
      await this.#fold(chunk, after);
      chunk = [];
    }
    await this.#fold(chunk, after);
    this.#position = to;
    await this.flush();
    // Rows that were left alone are in memory as they were not.
    this.#rows.clear();
  }

  /** With `beyond`, only rows whose key text is greater. */
  async #fold(events: readonly StoredEvent[], beyond?: string): Promise<void> {
    const touches: [StoredEvent, RowKey, string][] = [];
    for (const event of events) {
      for (const key of this.#guarded(event, () => keysOf(this.#projection, event))) {
        const text = keyText(key);
        if (beyond === undefined || text > beyond) touches.push([event, key, text]);
      }
    }
    if (touches.length > 0) await this.#rows.bringIn(touches);
    for (const [event, key, text] of touches) {
      this.#rows.fold(text, (row) => this.#guarded(event, () => this.#projection.fold(row, event, key)));
    }
    this.#position = events.at(-1)?.position ?? this.#position;
  }

  #guarded<T>(event: StoredEvent, call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw cannotFold(event, this.#projection.name, error);
    }
  }

  #due(): boolean {
    return this.#rows.changed >= FLUSH_ROWS ||
      this.#position - (this.#checkpoint?.position ?? 0) >= FLUSH_EVENTS;
  }
}
