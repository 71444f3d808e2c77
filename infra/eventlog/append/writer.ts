// Group commit: one atomic write in flight, many appends in each. One fsync then serves many writers; and while the
// store is busy with one batch, the next is built on top of it.
import type { AppendResult } from "../../../domain/shared/event_log.ts";
import { isLocked, jitter, retryWhileLocked } from "../../locked.ts";
import type { FencedHead } from "../head.ts";
import { fencedHead } from "../sound_head.ts";
import { turn } from "../turn.ts";
import { UnknownOutcome } from "./commit_batch.ts";
import { build, type Departure, type Flight, type FlightDeps, takeOff } from "./flight.ts";
import { takeBatch, type Waiting } from "./gather.ts";
import { answerAll, resolveBatch, takeAhead } from "./going.ts";
import type { PreparedCommit } from "./prepared.ts";
import type { Resolver } from "./resolve.ts";

export interface WriterDeps extends FlightDeps {
  readonly resolver: Resolver;
  readonly committed: () => void;
}

/** Another process can move the head between our read and our write; it cannot do so for ever. */
const ATTEMPTS = 200;
/** From so many appends on, building a batch takes long enough to be worth doing while another is written. */
const WORTH_BUILDING_AHEAD = 32;

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
    let flight: Flight | undefined;
    while (flight !== undefined || this.#waiting.length > 0) {
      flight = flight === undefined ? await this.#depart() : await this.#land(flight);
    }
    this.#flushing = false;
  }

  async #depart(): Promise<Flight | undefined> {
    // At least a moment: who appends at the same time goes together, and so do writers answered just now.
    await (this.#answered > 1 ? turn() : undefined);
    const { length } = this.#waiting;
    const batch = takeBatch(
      this.#waiting,
      length < 2 * WORTH_BUILDING_AHEAD ? length : Math.ceil(length / 2),
    );
    this.#answered = batch.length;
    return await this.#rejecting(batch, () => this.#launch(batch, false));
  }

  /** Waits for the flight with the next one ready to go, which is answered. */
  async #land(flight: Flight): Promise<Flight | undefined> {
    flight.built.answers();
    if (this.#answered >= WORTH_BUILDING_AHEAD) await turn();
    const next = await this.#buildAhead(flight);
    const outcome = await flight.outcome;
    if (typeof outcome === "object" && "versionstamp" in outcome) {
      const head = { ...flight.built.head, ...outcome };
      const flying = next && takeOff(this.#deps, next, head);
      this.#answer(flight, head);
      return flying;
    }
    if (next !== undefined) this.#waiting.unshift(...next.going.map(({ waiting }) => waiting));
    const batch = flight.going.map(({ waiting }) => waiting);
    await this.#rejecting(batch, async () => {
      if (!await this.#settled(flight, outcome)) await this.#carefully(batch);
    });
    return undefined;
  }

  /** Appends that need no reading, to be written when the flight has landed well. */
  async #buildAhead({ going: inFlight, built }: Flight): Promise<Departure | undefined> {
    if (this.#waiting.length < WORTH_BUILDING_AHEAD) return undefined;
    const going = takeAhead(this.#waiting, inFlight, this.#deps.resolver);
    this.#answered = going.length;
    if (going.length === 0) return undefined;
    return await this.#rejecting(
      going.map(({ waiting }) => waiting),
      () => build(this.#deps, going, built.head),
    );
  }

  /** Undefined when everybody was answered without a write. */
  async #launch(batch: readonly Waiting[], careful: boolean): Promise<Flight | undefined> {
    const head = this.#head ??= await fencedHead(this.#deps.kv, this.#deps.random);
    // It answers nobody before it has read everything, so it can begin again.
    const going = await retryWhileLocked(
      () => resolveBatch(this.#deps.resolver, batch, head, careful),
      this.#deps.random,
    );
    return going.length === 0 ? undefined : takeOff(this.#deps, build(this.#deps, going, head), head);
  }

  /** Writes the batch. What cannot go is answered on the way; the rest goes again, read afresh, until it is written. */
  async #carefully(batch: readonly Waiting[]): Promise<void> {
    let left = batch;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const flight = await this.#launch(left, true);
      if (flight === undefined || await this.#settled(flight, await flight.outcome)) return;
      left = flight.going.map(({ waiting }) => waiting);
      await jitter(this.#deps.random);
    }
    throw new Error(`Cannot append: the head of the log is still moving after ${ATTEMPTS} attempts`);
  }

  /** False when it was refused as a whole: somebody in it, or the head, is not where it was thought to be. */
  async #settled(flight: Flight, outcome: Awaited<Flight["outcome"]>): Promise<boolean> {
    this.#head = undefined;
    if (outcome === "refused") return false;
    if (outcome === "moved on") this.#answer(flight, undefined);
    else if ("versionstamp" in outcome) this.#answer(flight, { ...flight.built.head, ...outcome });
    else if (flight.going.length === 1 || isNobodysFault(outcome.error)) throw outcome.error;
    else await this.#oneByOne(flight);
    return true;
  }

  /** One bad append must not keep the others out. */
  async #oneByOne({ going }: Flight): Promise<void> {
    for (const { waiting } of going) await this.#rejecting([waiting], () => this.#carefully([waiting]));
  }

  async #rejecting<T>(batch: readonly Waiting[], write: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await write();
    } catch (error) {
      this.#head = undefined;
      for (const { reject } of batch) reject(error);
      return undefined;
    }
  }

  #answer({ going, built }: Departure, head: FencedHead | undefined): void {
    this.#head = head;
    answerAll(going, built.answers(), this.#deps.resolver);
    this.#deps.committed();
  }
}

/** Then each of the batch alone would only fail again. */
function isNobodysFault(error: unknown): boolean {
  return error instanceof UnknownOutcome || isLocked(error);
}
