// Moscow's clock, by which drivers and staff live: UTC+3 all year since 26 October 2014 (federal law 248-FZ of 2014).

export const MOSCOW_OFFSET_MS = 3 * 3_600_000;

/** The day in Moscow of a moment in UTC milliseconds, "2026-03-03". */
export function moscowDay(at: number): string {
  return new Date(at + MOSCOW_OFFSET_MS).toISOString().slice(0, 10);
}

/** UTC milliseconds when a day of Moscow is over. */
export function endOfMoscowDay(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`) - MOSCOW_OFFSET_MS + 86_400_000;
}
