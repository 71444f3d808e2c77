// One build of a view in the store: its rows and its checkpoint, always written together.
import { type Checkpoint, decodeCheckpoint, wholeCheckpoint } from "./checkpoint.ts";
import { commitCheckpoint } from "./commit_checkpoint.ts";
import { toggled } from "./digest.ts";
import { ViewMoved } from "./failures.ts";
import type { Folded } from "./fold_batch.ts";
import { liveKey } from "./keys.ts";
import { readLive } from "./live.ts";
import { type MustBeWhole, Rows } from "./rows.ts";

/** Events that touch no row are not worth a write each; after this many the checkpoint is moved all the same. */
const UNSAVED_EVENTS = 1_000;

/** What became of a write: done; another runner wrote since; the view has been switched to another build. */
export type Outcome = "written" | "overtaken" | "retired";

export class Build {
  readonly rows: Rows;
  readonly name: string;
  readonly label: string;
  readonly #kv: Deno.Kv;
  readonly #random: () => number;
  readonly #fence: string | null;
  #checkpoint: Checkpoint | undefined;
  /** It has had a checkpoint: without one it is not empty, but gone. */
  #begun = false;

  /** `fence` is the versionstamp of the record that says this build is live: without it nothing is written. */
  constructor(kv: Deno.Kv, name: string, label: string, fence: string | null, random: () => number) {
    this.#kv = kv;
    this.name = name;
    this.label = label;
    this.#fence = fence;
    this.#random = random;
    this.rows = new Rows(kv, name, label, () => this.#wholeSince(this.#begun));
  }

  /** Whether this process knows where the build stands. */
  get opened(): boolean {
    return this.#checkpoint !== undefined;
  }

  /** Reads where the build stands and answers its position; cached rows are forgotten. Throws RecordDamage. */
  async open(): Promise<number> {
    return (await this.#read()).position;
  }

  /** After a write whose outcome nobody knows: the next use reads anew. */
  close(): void {
    this.#checkpoint = undefined;
  }

  /**
   * Writes rows, checkpoint and digest in one atomic write, or nothing when no row changed and few events passed.
   * When overtaken, the build is to be opened again.
   */
  async write(folded: Folded, position: number): Promise<Outcome> {
    const before = this.#checkpoint ?? await this.#read();
    if (folded.rows.length === 0 && position - before.position < UNSAVED_EVENTS) {
      // Perhaps they are as they were because another process has folded the same events.
      this.rows.forgetLists(folded.unchanged);
      return "written";
    }
    const { name, label: build } = this;
    const written = await commitCheckpoint(this.#kv, {
      name,
      build,
      before,
      state: { position, digest: toggled(before.digest, folded.hashes) },
      rows: folded.rows,
      fence: { key: liveKey(name), versionstamp: this.#fence },
      random: this.#random,
    });
    if (written === null) {
      const live = await readLive(this.#kv, name);
      return live.versionstamp === this.#fence ? "overtaken" : "retired";
    }
    this.#stands(written);
    this.rows.changed(folded.rows);
    return "written";
  }

  /**
   * Rows that are being removed must not look like rows that never were. `begun` is as it was before they were read: the
   * first checkpoint may be written meanwhile.
   */
  #wholeSince(begun: boolean): MustBeWhole {
    return (stored) => {
      const { versionstamp, retired } = decodeCheckpoint(stored);
      if (retired || (versionstamp === null && begun)) {
        throw new ViewMoved(`Build ${this.label} of view "${this.name}" is shown no more`);
      }
    };
  }

  async #read(): Promise<Checkpoint> {
    const checkpoint = await wholeCheckpoint(this.#kv, this.name, this.label);
    this.#stands(checkpoint);
    this.rows.forget();
    return checkpoint;
  }

  #stands(checkpoint: Checkpoint): void {
    this.#checkpoint = checkpoint;
    this.#begun ||= checkpoint.versionstamp !== null;
  }
}
