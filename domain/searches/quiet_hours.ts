// The hours in which a driver is not to be woken, by Moscow's clock.
import { MOSCOW_OFFSET_MS } from "../shared/moscow.ts";
import type { QuietHours } from "./events.ts";

/** Milliseconds. */
const MINUTE = 60_000;
/** Minutes. */
const DAY = 1440;
const MOSCOW = MOSCOW_OFFSET_MS / MINUTE;

/** UTC milliseconds at which the quiet hours that hold at `now` end; null when none do. */
export function quietUntil(now: number, hours: QuietHours | undefined): number | null {
  if (!hours) return null;
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  const midnight = Math.floor((now / MINUTE + MOSCOW) / DAY) * DAY;
  const minute = now / MINUTE + MOSCOW - midnight;
  const at = (over: number) => (midnight + over - MOSCOW) * MINUTE;
  if (from < to) return minute >= from && minute < to ? at(to) : null;
  if (minute >= from) return at(to + DAY);
  return minute < to ? at(to) : null;
}

/**
 * When the last of a driver's quiet hours is over, UTC milliseconds, where one begins before another ends; null when none
 * hold at `now`, or when together they would leave no moment of the day.
 */
export function quietUntilOfAll(now: number, all: readonly (QuietHours | undefined)[]): number | null {
  let until: number | null = null;
  for (;;) {
    const from: number = until ?? now;
    const ends = all.map((hours) => quietUntil(from, hours)).filter((end) => end !== null);
    if (ends.length === 0) return until;
    until = Math.max(...ends);
    if (until - now >= DAY * MINUTE) return null;
  }
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
