// When to ask a provider about a payment it has not told us the end of: often at first, then hourly, then daily.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes after the request; people pay within the hour or hardly ever. */
const FIRST = [1, 2, 3, 5, 8, 13, 21, 34, 55].map((minutes) => minutes * MINUTE);
/** Held money is decided on within a week; after this the daily sweep is enough. */
const LAST = 8 * DAY;
const HOURLY_UNTIL = 25 * HOUR;

/**
 * When a payment requested at a time is next asked about, after a moment; null when it is not any more. All in UTC
 * milliseconds. The schedule hangs on the request alone, so a clock that jumps moves no step of it.
 */
export function nextPoll(requestedAt: number, after: number): number | null {
  const soon = FIRST.find((step) => requestedAt + step > after);
  if (soon !== undefined) return requestedAt + soon;
  const age = after - requestedAt;
  const every = age < HOURLY_UNTIL ? HOUR : DAY;
  const next = every === HOUR ? Math.floor(age / HOUR) * HOUR + HOUR : laterDay(age);
  return next > LAST ? null : requestedAt + next;
}

function laterDay(age: number): number {
  return HOURLY_UNTIL + (Math.floor((age - HOURLY_UNTIL) / DAY) + 1) * DAY;
}

/** After this a provider takes the same key for a new order (YooKassa: 24 h): looked up instead of asked again. */
export const RESUBMIT_FOR = 23 * HOUR;
