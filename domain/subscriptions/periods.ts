// From grants to time: grants stand one after another in the order they were paid for, so that a message that
// comes late, twice or out of order moves nobody's end of access.
import { daysLeft, type Given, type Grant, type Grants, type Suspension } from "./grants.ts";

export const DAY = 86_400_000;

/** One grant laid on the calendar: a step of the answer to "why until then?". Times are UTC milliseconds. */
export interface Period {
  readonly grantId: string;
  readonly given: Given;
  /** Days that count, what was taken back left out. */
  readonly days: number;
  readonly from: number;
  /** Exclusive; `from` when nothing of the grant is left. */
  readonly to: number;
  /** Why it begins when it does: nothing was left then, or it follows what was. */
  readonly begins: "at_once" | "after_previous";
  /** Disputed now: cut off where the dispute began. */
  readonly suspended: boolean;
  /** Added for time lost to a dispute that was won, milliseconds. */
  readonly madeUpMs: number;
}

/** Every known grant in the order it counts: when it was paid for, then by its id. */
export function periodsOf(grants: Grants): Period[] {
  const known = Object.values(grants).filter((grant): grant is Known => grant.given !== null);
  const inOrder = known.sort((a, b) => a.given.at - b.given.at || (a.grantId < b.grantId ? -1 : 1));
  const periods: Period[] = [];
  let end = -Infinity;
  for (const grant of inOrder) {
    const period = layDown(grant, end);
    periods.push(period);
    if (period.to > period.from) end = Math.max(end, period.to);
  }
  return periods;
}

/** The end of access (exclusive), UTC milliseconds; null when there never was any, or all of it was taken back. */
export function endOf(periods: readonly Period[]): number | null {
  const ends = periods.filter(({ from, to }) => to > from).map(({ to }) => to);
  return ends.length === 0 ? null : Math.max(...ends);
}

export function expiryOf(grants: Grants): string | null {
  const end = endOf(periodsOf(grants));
  return end === null ? null : new Date(end).toISOString();
}

type Known = Grant & { readonly given: Given };

function layDown(grant: Known, previousEnd: number): Period {
  const { grantId, given } = grant;
  const days = daysLeft(grant);
  const from = Math.max(given.at, previousEnd);
  const full = from + days * DAY;
  // A provider that renews keeps the calendar; what is bought the first time is added to the days that are left.
  const isRenewal = grantId !== given.paymentId;
  const named = days === given.days && given.until !== undefined && (isRenewal || full - given.until < DAY);
  const planned = named ? Math.max(from, given.until!) : full;
  const { to, suspended, madeUpMs } = suspend(from, planned, Object.values(grant.suspensions));
  const begins = previousEnd > given.at ? "after_previous" : "at_once";
  return { grantId, given, days, from, to, begins, suspended, madeUpMs };
}

/**
 * Disputes in the order they began; an open one ends the period where it began. A day lost to two of them is given back
 * once.
 */
function suspend(from: number, planned: number, suspensions: readonly Suspension[]) {
  let to = planned;
  let madeUpMs = 0;
  let lostUntil = from;
  const begun = suspensions.filter((one): one is Begun => one.from !== null).sort((a, b) => a.from - b.from);
  for (const { from: start, to: end } of begun) {
    if (start >= to) continue;
    if (end === null) return { to: Math.max(from, start), suspended: true, madeUpMs };
    const lost = Math.max(0, end - Math.max(start, lostUntil));
    lostUntil = Math.max(lostUntil, end);
    to += lost;
    madeUpMs += lost;
  }
  return { to, suspended: false, madeUpMs };
}

type Begun = Suspension & { readonly from: number };
