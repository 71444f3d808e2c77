// The rows a bulk fold works on, in memory, and which of them the store does not know yet.
import type { RowKey } from "../../domain/shared/projection.ts";
import { rowHash } from "./digest.ts";
import { FoldError } from "./failures.ts";
import { Rows } from "./rows.ts";

interface Slot {
  row: unknown;
  /** Hash of the row as stored, which is much shorter than the row; null when the store has no such row. */
  stored: string | null;
  touched: boolean;
}

export interface ChangedRow {
  readonly key: RowKey;
  readonly keyText: string;
  /** JSON as it is to be stored; null removes the row. */
  readonly after: string | null;
  /** Hashes of the row as stored before and as it is to be stored; null where there is no row. */
  readonly hashes: { readonly before: string | null; readonly after: string | null };
}

const KEPT_ROWS = 50_000;

export class BulkRows {
  readonly #kv: Deno.Kv;
  readonly #name: string;
  readonly #build: string;
  readonly #slots = new Map<string, Slot>();
  readonly #touched: { key: RowKey; keyText: string; slot: Slot }[] = [];
  /** While everything stored is in memory, what is not in memory is nowhere. */
  #complete = true;

  constructor(kv: Deno.Kv, name: string, build: string) {
    this.#kv = kv;
    this.#name = name;
    this.#build = build;
  }

  /** Rows touched since they were last taken. */
  get changed(): number {
    return this.#touched.length;
  }

  get held(): number {
    return this.#slots.size;
  }

  /** The store has rows that are not in memory. */
  mayBeStored(): void {
    this.#complete = false;
  }

  clear(): void {
    this.#slots.clear();
    this.#touched.length = 0;
    this.#complete = false;
  }

  /** Everything that `fold` is going to ask for. */
  async bringIn(touches: readonly (readonly [unknown, RowKey, string])[]): Promise<void> {
    const missing = new Map<string, RowKey>();
    for (const [, key, text] of touches) {
      const slot = this.#slots.get(text);
      if (slot === undefined && this.#complete) {
        this.#touch(text, key, { row: null, stored: null, touched: false });
      } else if (slot === undefined) missing.set(text, key);
      else this.#touch(text, key, slot);
    }
    if (missing.size === 0) return;
    const rows = await new Rows(this.#kv, this.#name, this.#build).getMany(missing);
    for (const [text, key] of missing) {
      const row = rows.get(text) ?? null;
      this.#touch(text, key, {
        row,
        stored: row === null ? null : rowHash(text, JSON.stringify(row)),
        touched: false,
      });
    }
  }

  fold(keyText: string, step: (row: unknown) => unknown): void {
    const slot = this.#slots.get(keyText);
    if (slot === undefined) throw new Error(`Cannot fold row ${keyText}: it was not brought in`);
    slot.row = step(slot.row) ?? null;
  }

  /** What differs from the store, by key text; from here on it counts as stored. Throws FoldError for what is no JSON. */
  takeChanged(): ChangedRow[] {
    const changed: ChangedRow[] = [];
    for (const { key, keyText, slot } of this.#touched) {
      slot.touched = false;
      const after = slot.row === null ? null : this.#textOf(slot.row, keyText);
      const hashes = { before: slot.stored, after: after === null ? null : rowHash(keyText, after) };
      if (hashes.before === hashes.after) continue;
      slot.stored = hashes.after;
      changed.push({ key, keyText, after, hashes });
    }
    this.#touched.length = 0;
    if (this.#slots.size > KEPT_ROWS) this.clear();
    return changed.sort((a, b) => a.keyText < b.keyText ? -1 : 1);
  }

  #textOf(row: unknown, keyText: string): string {
    try {
      return JSON.stringify(row);
    } catch (cause) {
      throw new FoldError(`Cannot store row ${keyText} of view "${this.#name}": ${String(cause)}`, { cause });
    }
  }

  #touch(keyText: string, key: RowKey, slot: Slot): void {
    if (slot.touched) return;
    slot.touched = true;
    this.#slots.set(keyText, slot);
    this.#touched.push({ key, keyText, slot });
  }
}
