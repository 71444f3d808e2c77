// The newest events of the log in memory, without gaps, for readers that are at most a little behind.
import type { StoredEvent } from "../../../domain/shared/event.ts";

export class RecentEvents {
  readonly #keep: number;
  #events: StoredEvent[] = [];
  #newest: number | null = null;

  /** Remembers at least so many of the newest, at most twice as many. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Position of the newest event that came by, or of where it began; null before. */
  get newest(): number | null {
    return this.#newest;
  }

  /** Forgets everything; the next event is the one after that position. */
  beginAt(position: number | null): void {
    this.#events = [];
    this.#newest = position;
  }

  add(event: StoredEvent): void {
    this.#newest = event.position;
    if (this.#events.push(event) > this.#keep * 2) this.#events = this.#events.slice(-this.#keep);
  }

  /** All that came by after the position; null when some of them are not remembered. */
  after(position: number): readonly StoredEvent[] | null {
    if (this.#newest === null || position >= this.#newest) return [];
    const first = this.#events[0]?.position ?? this.#newest + 1;
    return position < first - 1 ? null : this.#events.slice(position - first + 1);
  }
}
