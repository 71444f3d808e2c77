// Cities we have heard of: letters added to a name need no new question once all cities of the shorter one are known, and
// while CargoTech is down suggestions go on with those seen before (contract 2.4).
import type { Point } from "../../domain/freight/cargo.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { LruMap } from "../lru_map.ts";

export interface SeenCities {
  /** Takes in an answer; fewer than `MOST_POINTS` are all there are. */
  note(name: string, points: readonly Point[]): void;
  /** The answer, when that of a beginning of the name contains it; else null. */
  within(name: string): readonly Point[] | null;
  /** Those seen so far whose name begins so. */
  startingWith(name: string): readonly Point[];
  clear(): void;
}

/** How many cities one answer holds at most. */
export const MOST_POINTS = 10;
const REMEMBERED = 10_000;
const SHORTEST = 2;

export function createSeenCities({ clock, ttlMs }: { clock: Clock; ttlMs: number }): SeenCities {
  const cities = new LruMap<number, Point>(REMEMBERED);
  const whole = new LruMap<string, { readonly points: readonly Point[]; readonly until: number }>(REMEMBERED);
  const noted = new WeakSet<readonly Point[]>();

  return {
    note(name, points) {
      if (noted.has(points)) return;
      noted.add(points);
      for (const point of points) cities.set(point.id, point);
      if (points.length < MOST_POINTS) whole.set(letters(name), { points, until: clock() + ttlMs });
    },
    within(name) {
      const wanted = letters(name);
      for (let length = wanted.length - 1; length >= SHORTEST; length--) {
        const known = whole.get(wanted.slice(0, length));
        if (known === undefined || known.until < clock()) continue;
        return known.points.filter((point) => letters(point.name).includes(wanted));
      }
      return null;
    },
    startingWith(name) {
      const wanted = letters(name);
      const found: Point[] = [];
      for (const point of cities.values()) {
        if (letters(point.name).startsWith(wanted)) found.push(point);
        if (found.length === MOST_POINTS) break;
      }
      return found;
    },
    clear() {
      cities.clear();
      whole.clear();
    },
  };
}

/** Nobody types the dots of "Королёв". */
function letters(name: string): string {
  return name.toLowerCase().replaceAll("ё", "е");
}
