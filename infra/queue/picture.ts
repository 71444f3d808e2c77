// What a worker knows of the queue between two readings of it. A long queue takes long to read, so it is read seldom and
// worked off from memory meanwhile; every claim is checked by the store, so an old picture can do no harm.
import { nextDue, ready } from "./board.ts";
import type { Entry, KvQueue } from "./kv_queue.ts";

/** After a reading, the next one waits this many times as long as it took. */
const READING_SHARE = 4;

export class Picture {
  readonly #queue: KvQueue;
  #entries = new Map<string, Entry>();
  /** Lanes whose first message went back to wait: closed until it is seen where it is now. */
  #closed = new Set<string>();
  #nextReading = 0;

  constructor(queue: KvQueue) {
    this.#queue = queue;
  }

  /** Milliseconds until the queue may be read again. */
  readableIn(): number {
    return Math.max(0, this.#nextReading - performance.now());
  }

  async read(): Promise<void> {
    // What is kept back from here on may be missed by this reading, so it stays closed until the next one.
    this.#closed = new Set();
    const began = performance.now();
    const entries = await this.#queue.scan();
    const ended = performance.now();
    this.#nextReading = ended + (ended - began) * READING_SHARE;
    this.#entries = new Map(entries.map((entry) => [entry.message.id, entry]));
  }

  ready(now: number, inFlight: ReadonlyMap<string, { readonly lane: string }>): Entry[] {
    const lanes = new Set(this.#closed);
    for (const { lane } of inFlight.values()) lanes.add(lane);
    return ready([...this.#entries.values()], now, lanes);
  }

  nextDue(now: number): number | null {
    return nextDue(this.#entries.values(), now);
  }

  /** We hold it, or somebody else has taken it: it is not to be taken from here again. */
  taken(entry: Entry): void {
    this.#entries.delete(entry.message.id);
  }

  /** The lane's message was not finished: nothing of the lane goes before the next reading. */
  close(lane: string): void {
    this.#closed.add(lane);
  }
}
