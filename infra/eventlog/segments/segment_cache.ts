// Sealed segments that were looked into lately. One event out of old history costs the decoding of thousands, and who
// looks up one often wants its neighbours next. Sealed history never changes, so nothing here grows old.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { frozen } from "../../frozen.ts";
import { LruMap } from "../../lru_map.ts";

/** A megabyte or two each. */
const SEGMENTS_KEPT = 8;

export class SegmentCache {
  /** By first position. */
  readonly #segments = new LruMap<number, readonly StoredEvent[]>(SEGMENTS_KEPT);

  /** The segment that has the position; null when it is not here. */
  holding(position: number): readonly StoredEvent[] | null {
    for (const events of this.#segments.values()) {
      const first = events[0]?.position ?? Infinity;
      if (position < first || position >= first + events.length) continue;
      return this.#segments.get(first) ?? null;
    }
    return null;
  }

  /** Its events are shared by everybody who reads them from here on, and frozen. */
  keep(events: readonly StoredEvent[]): void {
    const [first] = events;
    if (first !== undefined) this.#segments.set(first.position, frozen(events));
  }
}
