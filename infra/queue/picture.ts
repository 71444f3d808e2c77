// What a worker knows of the queue between two readings of it. A long queue takes long to read, so it is read seldom and
// worked off from memory meanwhile; every claim is checked by the store, so an old picture can do no harm.
import { lines, nextDue, readyAt } from "./board.ts";
import type { Entry } from "./entry.ts";
import { HORIZON_MS, type KvQueue } from "./kv_queue.ts";

/** To a message that may be started: it is, there is no place for it now, or nobody here can and the next one may. */
export type Answer = "take" | "wait" | "pass";

/** After a reading, the next one waits this many times as long as it took. */
const READING_SHARE = 4;

export class Picture {
  readonly #queue: KvQueue;
  readonly #inFlight: ReadonlyMap<string, { readonly lane: string }>;
  #entries: readonly Entry[] = [];
  #lines = new Map<string, Entry[]>();
  /** Lanes that may have something to take, the longest due first; one that was looked at waits to be opened again. */
  readonly #candidates = new Set<string>();
  /** Lanes whose first message went back to wait: closed until it is seen where it is now. */
  #closed = new Set<string>();
  #nextReading = 0;

  /** `inFlight` is the worker's own, by message id. */
  constructor(queue: KvQueue, inFlight: ReadonlyMap<string, { readonly lane: string }>) {
    this.#queue = queue;
    this.#inFlight = inFlight;
  }

  /** Milliseconds until the queue may be read again. */
  readableIn(): number {
    return Math.max(0, this.#nextReading - performance.now());
  }

  async read(clock: () => number): Promise<void> {
    // What is kept back from here on may be missed by this reading, so it stays closed until the next one.
    this.#closed = new Set();
    // What is finished from here on may still look held by a worker: it was us.
    const ours = new Map(this.#inFlight);
    const began = performance.now();
    this.#entries = await this.#queue.scan(clock() + HORIZON_MS);
    const ended = performance.now();
    this.#nextReading = ended + (ended - began) * READING_SHARE;
    this.#lines = lines(this.#entries, clock(), ours);
    // The entries came soonest due first, and so do the lanes of their first messages.
    this.#candidates.clear();
    for (const lane of this.#lines.keys()) this.#candidates.add(lane);
  }

  /**
   * Offers what may be started, the first message of each lane, until so many are taken out of the picture. A lane that
   * is to wait is offered again the next time: what it waits for may come without the queue being read.
   */
  offer(now: number, most: number, answerTo: (entry: Entry) => Answer): void {
    const busy = new Set([...this.#inFlight.values()].map(({ lane }) => lane));
    let taken = 0;
    for (const lane of this.#candidates) {
      if (taken >= most) return;
      const line = this.#lines.get(lane);
      const first = line?.[0];
      const isShut = first === undefined || readyAt(first) > now || this.#closed.has(lane) || busy.has(lane);
      const answer = isShut ? "shut" : answerTo(first);
      if (answer === "wait") continue;
      this.#candidates.delete(lane);
      if (answer === "shut") continue;
      line?.shift();
      if (answer === "take") taken++;
      // Comes round once more, with who is behind.
      else this.#candidates.add(lane);
    }
  }

  nextDue(now: number): number | null {
    return nextDue(this.#entries, now);
  }

  /** The lane's message is finished: the one behind it may go. */
  open(lane: string): void {
    this.#candidates.add(lane);
  }

  /** The lane's message is not finished: nothing of the lane goes before the next reading. */
  close(lane: string): void {
    this.#closed.add(lane);
  }
}
