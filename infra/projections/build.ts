// One build of a view in the store: its rows and its checkpoint, always written together.
import { retryWhileLocked } from "../eventlog/locked.ts";
import { toBytes } from "../eventlog/record.ts";
import { type Checkpoint, encodeCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { toggled } from "./digest.ts";
import type { Folded } from "./fold_batch.ts";
import { checkpointKey, viewKey } from "./keys.ts";
import { Rows } from "./rows.ts";

/** Events that touch no row are not worth a write each; after this many the checkpoint is moved all the same. */
const UNSAVED_EVENTS = 1_000;

export class Build {
  readonly rows: Rows;
  readonly name: string;
  readonly label: string;
  readonly #kv: Deno.Kv;
  readonly #random: () => number;
  #checkpoint: Checkpoint | undefined;

  constructor(kv: Deno.Kv, name: string, label: string, random: () => number) {
    this.#kv = kv;
    this.name = name;
    this.label = label;
    this.#random = random;
    this.rows = new Rows(kv, name, label);
  }

  /** Whether this process knows where the build stands. */
  get opened(): boolean {
    return this.#checkpoint !== undefined;
  }

  /** Reads where the build stands and answers its position; cached rows are forgotten. */
  async open(): Promise<number> {
    return (await this.#read()).position;
  }

  /** After a write whose outcome nobody knows: the next use reads anew. */
  close(): void {
    this.#checkpoint = undefined;
  }

  /**
   * Writes rows, checkpoint and digest in one atomic write, or nothing when no row changed and few events passed.
   * False when another runner has written since: then the build is to be opened again.
   */
  async write(folded: Folded, position: number): Promise<boolean> {
    const checkpoint = this.#checkpoint ?? await this.#read();
    if (folded.rows.length === 0 && position - checkpoint.position < UNSAVED_EVENTS) return true;
    const digest = toggled(checkpoint.digest, folded.hashes);
    const key = checkpointKey(this.name, this.label);
    const atomic = this.#kv.atomic().check({ key, versionstamp: checkpoint.versionstamp })
      .set(key, encodeCheckpoint(position, digest));
    for (const { key, text } of folded.rows) {
      const stored = viewKey(this.name, this.label, key);
      if (text === null) atomic.delete(stored);
      else atomic.set(stored, toBytes(text));
    }
    const result = await retryWhileLocked(() => atomic.commit(), this.#random);
    if (!result.ok) return false;
    this.#checkpoint = { position, digest, versionstamp: result.versionstamp };
    this.rows.changed(folded.rows);
    return true;
  }

  async #read(): Promise<Checkpoint> {
    const checkpoint = await readCheckpoint(this.#kv, this.name, this.label);
    this.#checkpoint = checkpoint;
    this.rows.forget();
    return checkpoint;
  }
}
