// The state of a view's newest rebuild, durable, so that it is seen from every process and survives a crash.
// Whoever works on it renews it all the time and writes only over what it wrote itself; when it falls silent, another
// process carries on. Safe even when both work for a moment: their writes of rows are checked as well.
import type { RebuildState } from "../../domain/projections/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { retryWhileLocked } from "../locked.ts";
import { toBytes } from "../eventlog/record.ts";
import { RecordDamage } from "./failures.ts";
import { encodeLive } from "./live.ts";
import { liveKey, rebuildKey } from "./keys.ts";
import { readable } from "./readable.ts";

export interface RebuildRecord extends RebuildState {
  readonly v: 1;
  readonly build: string;
  /** UTC milliseconds; 0 when it was put down in order. */
  readonly renewedAt: number;
  /** The process that works on it; records of before this was noted have none. */
  readonly owner?: string;
}

export interface StoredRebuild {
  readonly record: RebuildRecord;
  readonly versionstamp: string;
}

/** Silence of this length means that nobody works on it any more, in milliseconds. */
const SILENCE = 5_000;
/** Time between two renewals, in milliseconds. */
const RENEWAL = 500;

/** Somebody else has taken the rebuild over: nothing of it is ours to write. */
export class RebuildTaken extends Error {
  override readonly name = "RebuildTaken";
}

export async function readRebuild(kv: Deno.Kv, name: string): Promise<StoredRebuild | null> {
  const { value, versionstamp } = await kv.get<Uint8Array>(rebuildKey(name));
  if (value === null) return null;
  const record = readable<RebuildRecord>(value);
  return { record: typeof record?.build === "string" ? record : damaged(name), versionstamp };
}

/** Of a rebuild nobody can tell anything of: it has failed, and the next one is written in its place. */
function damaged(name: string): RebuildRecord {
  const { message: error } = new RecordDamage("the record of the newest rebuild", name);
  const state = { position: 0, target: 0, eventsPerSecond: 0, error } as const;
  return { v: 1, rebuildId: `${name}-0.0`, status: "failed", build: "0.0", renewedAt: 0, ...state };
}

export function isAbandoned({ record }: StoredRebuild, now: number): boolean {
  return record.status === "running" && now - record.renewedAt > SILENCE;
}

export interface LeaseDeps {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The right to work on a rebuild. */
export class Lease {
  readonly #deps: LeaseDeps;
  readonly #name: string;
  #record: RebuildRecord;
  #versionstamp: string;

  private constructor(deps: LeaseDeps, name: string, record: RebuildRecord, versionstamp: string) {
    this.#deps = deps;
    this.#name = name;
    this.#record = record;
    this.#versionstamp = versionstamp;
  }

  /** Writes the record over the one that was found (null: none); null when somebody else was faster. */
  static async take(
    deps: LeaseDeps,
    name: string,
    found: StoredRebuild | null,
    state: Omit<RebuildRecord, "v" | "renewedAt">,
  ): Promise<Lease | null> {
    const record: RebuildRecord = { ...state, v: 1, renewedAt: deps.clock() };
    const result = await retryWhileLocked(
      () => replacing(deps.kv, name, found?.versionstamp ?? null, record).commit(),
      deps.random,
    );
    return result.ok ? new Lease(deps, name, record, result.versionstamp) : null;
  }

  get record(): RebuildRecord {
    return this.#record;
  }

  /** Tells how far it is, no more often than needed. Throws RebuildTaken. */
  async progress(position: number, eventsPerSecond: number): Promise<void> {
    if (this.#deps.clock() - this.#record.renewedAt < RENEWAL) return;
    await this.save({ position, target: Math.max(position, this.#record.target), eventsPerSecond });
  }

  /** Throws RebuildTaken. */
  async save(changes: Partial<RebuildState>): Promise<void> {
    const record = { ...this.#record, ...changes, renewedAt: this.#deps.clock() };
    await this.#write(record, (atomic) => atomic);
  }

  /** Shows the build from here on, in the same write that proves the rebuild is still ours. */
  async switchLive(): Promise<void> {
    const live = encodeLive(this.#record.build);
    await this.#write(this.#record, (atomic) => atomic.set(liveKey(this.#name), live));
  }

  /** Puts it down unfinished: whoever comes next need not wait. */
  async putDown(): Promise<void> {
    await this.#write({ ...this.#record, renewedAt: 0 }, (atomic) => atomic);
  }

  async #write(
    record: RebuildRecord,
    also: (atomic: Deno.AtomicOperation) => Deno.AtomicOperation,
  ): Promise<void> {
    const { kv, random } = this.#deps;
    const result = await retryWhileLocked(
      () => also(replacing(kv, this.#name, this.#versionstamp, record)).commit(),
      random,
    );
    if (!result.ok) throw new RebuildTaken(`Rebuild ${record.rebuildId} was taken over by another process`);
    this.#record = record;
    this.#versionstamp = result.versionstamp;
  }
}

function replacing(
  kv: Deno.Kv,
  name: string,
  versionstamp: string | null,
  record: RebuildRecord,
): Deno.AtomicOperation {
  const key = rebuildKey(name);
  return kv.atomic().check({ key, versionstamp }).set(key, toBytes(JSON.stringify(record)));
}
