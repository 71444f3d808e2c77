// The rows of one build of a view: read through a bounded cache that the runner of this process keeps true.
import type { RowKey } from "../../domain/shared/projection.ts";
import { fromBytes } from "../eventlog/record.ts";
import { frozen } from "../frozen.ts";
import { keyFits } from "../key_fits.ts";
import { LruMap } from "../lru_map.ts";
import { RowDamage } from "./failures.ts";
import { checkpointKey, keyText, rowKey, viewKey } from "./keys.ts";

export interface ListOptions {
  readonly limit?: number;
  readonly backwards?: boolean;
  readonly after?: RowKey;
}

export interface RowChange {
  readonly key: RowKey;
  readonly row: unknown;
}

/** Is shown the checkpoint as it is once rows were read, and throws ViewMoved when some of them may be gone. */
export type MustBeWhole = (checkpoint: Deno.KvEntryMaybe<Uint8Array>) => void;

type Listed = { key: RowKey; row: unknown }[];

const CACHED_ROWS = 20_000;
const CACHED_PREFIXES = 2_000;
/** Longer lists are read anew each time, so that a few of them cannot fill the memory. */
const LONGEST_CACHED_LIST = 200;
const VARIANTS_PER_PREFIX = 16;
const KEYS_PER_GET = 10;

/** Rows handed out are shared by everybody who reads them, and frozen. Reading throws RowDamage for a damaged row. */
export class Rows {
  readonly #kv: Deno.Kv;
  readonly #name: string;
  readonly #build: string;
  readonly #beforeReading: () => MustBeWhole;
  /** Absent rows are remembered too, as `{row: null}`. */
  readonly #rows = new LruMap<string, { readonly row: unknown }>(CACHED_ROWS);
  readonly #lists = new LruMap<string, Map<string, Listed>>(CACHED_PREFIXES);
  /** Moves with every change, so that a read which was overtaken by one is not remembered. */
  #generation = 0;

  /** `beforeReading` is asked whenever rows are read for somebody. */
  constructor(
    kv: Deno.Kv,
    name: string,
    build: string,
    beforeReading: () => MustBeWhole = () => () => {},
  ) {
    this.#kv = kv;
    this.#name = name;
    this.#build = build;
    this.#beforeReading = beforeReading;
  }

  async get(key: RowKey): Promise<unknown> {
    const text = keyText(key);
    const cached = this.#rows.get(text);
    if (cached !== undefined) return cached.row;
    if (!keyFits(["view", this.#name, this.#build, ...key])) return null;
    const before = this.#generation;
    const mustBeWhole = this.#beforeReading();
    const [stored, checkpoint] = await this.#kv.getMany<[Uint8Array, Uint8Array]>([
      viewKey(this.#name, this.#build, key),
      checkpointKey(this.#name, this.#build),
    ]);
    mustBeWhole(checkpoint);
    const row = frozen(this.#parse(stored, text));
    if (before === this.#generation) this.#rows.set(text, { row });
    return row;
  }

  /** Brings many rows into the cache with few round trips; the answer is by key text. */
  async getMany(keys: ReadonlyMap<string, RowKey>): Promise<Map<string, unknown>> {
    const found = new Map<string, unknown>();
    const missing: [string, RowKey][] = [];
    for (const [text, key] of keys) {
      const cached = this.#rows.get(text);
      if (cached === undefined) missing.push([text, key]);
      else found.set(text, cached.row);
    }
    const chunks = Array.from(
      { length: Math.ceil(missing.length / KEYS_PER_GET) },
      (_, index) => missing.slice(index * KEYS_PER_GET, (index + 1) * KEYS_PER_GET),
    );
    await Promise.all(chunks.map(async (chunk) => {
      const stored = chunk.map(([, key]) => viewKey(this.#name, this.#build, key));
      const entries = await this.#kv.getMany<Uint8Array[]>(stored);
      chunk.forEach(([text], index) => found.set(text, this.#parse(entries[index], text)));
    }));
    return found;
  }

  async list(prefix: RowKey, options: ListOptions = {}): Promise<Listed> {
    const text = keyText(prefix), variant = JSON.stringify(options);
    const cached = this.#lists.get(text)?.get(variant);
    if (cached !== undefined) return [...cached];
    const before = this.#generation;
    const mustBeWhole = this.#beforeReading();
    const listed = await this.#read(prefix, options);
    mustBeWhole(await this.#kv.get<Uint8Array>(checkpointKey(this.#name, this.#build)));
    if (before === this.#generation && listed.length <= LONGEST_CACHED_LIST) {
      const variants = this.#lists.get(text) ?? new Map<string, Listed>();
      if (variants.size >= VARIANTS_PER_PREFIX) variants.clear();
      this.#lists.set(text, variants.set(variant, listed));
    }
    return [...listed];
  }

  /** What the runner has just written. */
  changed(changes: Iterable<RowChange>): void {
    this.#generation++;
    for (const { key, row } of changes) {
      this.#rows.set(keyText(key), { row: frozen(row) });
      this.#forgetListsOf(key);
    }
  }

  /** Lists with these rows are read anew. */
  forgetLists(keys: readonly RowKey[]): void {
    this.#generation++;
    for (const key of keys) this.#forgetListsOf(key);
  }

  /** Another process has written: nothing remembered can be trusted. */
  forget(): void {
    this.#generation++;
    this.#rows.clear();
    this.#lists.clear();
  }

  #forgetListsOf(key: RowKey): void {
    for (let length = 0; length < key.length; length++) this.#lists.delete(keyText(key.slice(0, length)));
  }

  async #read(prefix: RowKey, { limit, backwards = false, after }: ListOptions): Promise<Listed> {
    const selector = { prefix: viewKey(this.#name, this.#build, prefix) };
    const edge = after && viewKey(this.#name, this.#build, after);
    const entries = this.#kv.list<Uint8Array>(
      edge === undefined ? selector : backwards ? { ...selector, end: edge } : { ...selector, start: edge },
      { reverse: backwards, batchSize: Math.min((limit ?? 499) + 1, 500) },
    );
    const listed: Listed = [];
    const skipped = after && keyText(after);
    for await (const entry of entries) {
      if (limit !== undefined && listed.length >= limit) break;
      const key = rowKey(entry.key);
      if (skipped !== undefined && keyText(key) === skipped) continue;
      listed.push(frozen({ key, row: this.#parse(entry, keyText(key)) }));
    }
    return listed;
  }

  #parse(entry: Deno.KvEntryMaybe<Uint8Array> | undefined, keyText: string): unknown {
    if (entry === undefined || entry.value === null) return null;
    try {
      return fromBytes(entry.value);
    } catch (cause) {
      // What is in the row stays out of the logs.
      throw new RowDamage(`Cannot read row ${keyText} of view "${this.#name}": it is damaged`, { cause });
    }
  }
}
