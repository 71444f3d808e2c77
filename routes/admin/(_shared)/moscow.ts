// Moscow wall clock, as the console's time fields speak it.
import { MOSCOW_OFFSET_MS } from "../../../domain/shared/moscow.ts";

const OFFSET = "+03:00";

/** "2026-03-03[T14:03[:07]]" with the offset it means; anything else as it is. */
export function fromMoscow(wallClock: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(wallClock)) return `${wallClock}T00:00:00${OFFSET}`;
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(wallClock) ? wallClock + OFFSET : wallClock;
}

/** "2026-03-03T14:03:07" of an ISO 8601 UTC moment. */
export function toMoscow(iso: string): string {
  return new Date(Date.parse(iso) + MOSCOW_OFFSET_MS).toISOString().slice(0, 19);
}
