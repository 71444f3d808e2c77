// Group commit: one flush loop, one atomic write in flight, many appends in each. One fsync then serves many writers.
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { AppendResult, Head } from "../../domain/shared/event_log.ts";
import { type Batch, buildBatch, type FencedHead } from "./batch.ts";
import { GENESIS } from "./chain.ts";
import { takeBatch, type Waiting } from "./gather.ts";
import { HEAD } from "./keys.ts";
import { isLocked, jitter, retryWhileLocked } from "./locked.ts";
import type { PreparedCommit } from "./prepare.ts";
import { decodeHead } from "./record.ts";
import type { Resolved, Resolver } from "./resolve.ts";

export interface WriterDeps {
  readonly kv: Deno.Kv;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly random: () => number;
  readonly committed: () => void;
}

/** Another process can move the head between our read and our write; it cannot do so for ever. */
const ATTEMPTS = 200;

type Outcome = { readonly versionstamp: string } | "refused" | "moved on";

export class Writer {
  readonly #deps: WriterDeps;
  readonly #waiting: Waiting[] = [];
  #head: FencedHead | undefined;
  #flushing = false;
  /** Writers of the last batch, who may well have more to write. */
  #answered = 0;

  constructor(deps: WriterDeps) {
    this.#deps = deps;
  }

  append(commit: PreparedCommit): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ commit, resolve, reject });
      if (!this.#flushing) this.#flushAll();
    });
  }

  async #flushAll(): Promise<void> {
    this.#flushing = true;
    while (this.#waiting.length > 0) {
      await arrivals(this.#answered);
      const batch = takeBatch(this.#waiting);
      this.#answered = batch.length;
      try {
        await this.#flush(batch);
      } catch (error) {
        this.#head = undefined;
        for (const { reject } of batch) reject(error);
      }
    }
    this.#flushing = false;
  }

  /** Writes the batch. What cannot go is answered on the way; the rest goes again, read afresh, until it is written. */
  async #flush(batch: readonly Waiting[]): Promise<void> {
    let left = batch;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const careful = attempt > 1;
      const head = this.#head ??= await this.#readHead();
      const going = await this.#resolve(left, head, careful);
      if (going.length === 0) return;
      const nonce = this.#deps.newId();
      const built = buildBatch(this.#deps.kv, head, going, nonce, this.#deps.clock());
      let outcome: Outcome;
      let answers: readonly AppendResult[];
      try {
        const committing = this.#commit(built, head, nonce);
        answers = built.answers();
        outcome = await committing;
      } catch (error) {
        if (going.length === 1) throw error;
        return await this.#oneByOne(going.map(({ waiting }) => waiting));
      }
      if (outcome !== "refused") return this.#answer(going, answers, built.head, outcome);
      left = going.map(({ waiting }) => waiting);
      this.#head = undefined;
      if (careful) await jitter(this.#deps.random);
    }
    throw new Error(`Cannot append: the head of the log is still moving after ${ATTEMPTS} attempts`);
  }

  async #resolve(batch: readonly Waiting[], head: FencedHead, careful: boolean) {
    const resolutions = await Promise.all(
      batch.map(({ commit }) => this.#deps.resolver.resolve(commit, head, careful)),
    );
    const going: { waiting: Waiting; commit: PreparedCommit; resolved: Resolved }[] = [];
    batch.forEach((waiting, index) => {
      const resolution = resolutions[index];
      if (resolution === undefined) return;
      if ("answer" in resolution) waiting.resolve(resolution.answer);
      else going.push({ waiting, commit: waiting.commit, resolved: resolution.go });
    });
    return going;
  }

  /** Throws when nothing was written and trying again would not help. */
  async #commit(built: Batch, head: FencedHead, nonce: string): Promise<Outcome> {
    for (;;) {
      try {
        const result = await built.atomic.commit();
        return result.ok ? { versionstamp: result.versionstamp } : "refused";
      } catch (error) {
        const found = await this.#readBack(built, head, nonce);
        if (found !== "absent") return found;
        if (!isLocked(error)) throw error;
        await jitter(this.#deps.random);
      }
    }
  }

  /** A write that threw may still have happened: look before anybody is answered. */
  async #readBack(built: Batch, head: FencedHead, nonce: string): Promise<Outcome | "absent"> {
    const now = await retryWhileLocked(
      () => this.#deps.kv.get<Uint8Array>(HEAD),
      this.#deps.random,
    );
    if (now.versionstamp === head.versionstamp) return "absent";
    if (now.value !== null && decodeHead(now.value).nonce === nonce) {
      return { versionstamp: now.versionstamp };
    }
    // Without events there is no record to tell by. Asking again is safe: messages and commands already there are
    // found, and a claim that is gone is answered as lost, which leaves everything as it is.
    if (built.record === undefined) return "refused";
    const { key } = built.record;
    const record = await retryWhileLocked(() => this.#deps.kv.get<Uint8Array>(key), this.#deps.random);
    return record.value !== null && sameBytes(record.value, built.record.bytes) ? "moved on" : "refused";
  }

  async #oneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const waiting of batch) {
      try {
        await this.#flush([waiting]);
      } catch (error) {
        this.#head = undefined;
        waiting.reject(error);
      }
    }
  }

  #answer(
    going: readonly { readonly waiting: Waiting; readonly commit: PreparedCommit }[],
    answers: readonly AppendResult[],
    head: Head,
    outcome: Exclude<Outcome, "refused">,
  ): void {
    this.#head = outcome === "moved on" ? undefined : { ...head, versionstamp: outcome.versionstamp };
    going.forEach(({ waiting, commit }, index) => {
      const answer = answers[index];
      if (answer === undefined) return;
      if ("appended" in answer) {
        for (const { streamId, version } of answer.appended) this.#deps.resolver.knows(streamId, version);
      }
      if (commit.command) {
        this.#deps.resolver.remember(commit.command.id, JSON.parse(commit.command.resultText));
      }
      waiting.resolve(answer);
    });
    this.#deps.committed();
  }

  async #readHead(): Promise<FencedHead> {
    const entry = await retryWhileLocked(() => this.#deps.kv.get<Uint8Array>(HEAD), this.#deps.random);
    if (entry.value === null) return { position: 0, hash: GENESIS, versionstamp: null };
    const { position, hash } = decodeHead(entry.value);
    return { position, hash, versionstamp: entry.versionstamp };
  }
}

/**
 * Lets appends arrive that can share the next write. The writers answered just now come back in this turn of the event
 * loop; a writer that is alone need not wait for anybody.
 */
function arrivals(answered: number): Promise<unknown> {
  return answered > 1 ? new Promise((resolve) => setImmediate(resolve)) : Promise.resolve();
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
