// Whether a subscription is charged again by its provider. This changes neither access nor money: a charge that does
// come is a grant like any other.
import { daysLeft, type Grants, type RenewalNote } from "./grants.ts";

export interface Renewal {
  readonly state: "on" | "stopped" | "failed";
  /** The end of what was charged last, when the next charge is due: ISO 8601 UTC. */
  readonly until: string;
}

/** Times are UTC milliseconds. */
interface Charge {
  readonly grantId: string;
  readonly paymentId: string | undefined;
  readonly at: number;
  readonly until: number;
}

/** Null when nothing renews itself, and when what did is over or paid for in another way. `now` in UTC milliseconds. */
export function renewalAt(grants: Grants, now: number): Renewal | null {
  const last = lastCharge(grants);
  if (!last) return null;
  const note = standingNote(grants, String(last.paymentId));
  const renewal = { state: stateOf(note), until: new Date(last.until).toISOString() };
  if (note?.word !== "failed") return now < last.until ? renewal : null;
  const isPaidSince = Object.values(grants).some(({ given }) =>
    given?.kind === "payment" && given.at > note.at
  );
  return isPaidSince ? null : renewal;
}

/** The note that still holds: a failure is over once a later period is charged for, in whatever order we hear of it. */
export function standingNote(grants: Grants, paymentId: string): RenewalNote | undefined {
  const note = grants[paymentId]?.renewal;
  if (note?.word !== "failed") return note;
  const before = note.afterGrantId ? grants[note.afterGrantId]?.given?.until : undefined;
  const isOver = chargesIn(grants, paymentId).some(({ grantId, at, until }) =>
    before === undefined ? at > note.at : grantId !== note.afterGrantId && until >= before
  );
  return isOver ? undefined : note;
}

/** The charge that pays for longest, of one payment or of all; what went back does not count. */
export function lastCharge(grants: Grants, paymentId?: string): Charge | undefined {
  return chargesIn(grants, paymentId).sort((a, b) => a.until - b.until).at(-1);
}

function stateOf(note: RenewalNote | undefined): Renewal["state"] {
  return note === undefined || note.word === "resumed" ? "on" : note.word;
}

/** Grants whose end the provider named, as it does where it charges again. */
function chargesIn(grants: Grants, paymentId?: string): Charge[] {
  return Object.values(grants).flatMap((grant) => {
    const { given, grantId } = grant;
    if (given?.until === undefined || daysLeft(grant) === 0) return [];
    const charge = { grantId, paymentId: given.paymentId, at: given.at, until: given.until };
    return paymentId === undefined || given.paymentId === paymentId ? [charge] : [];
  });
}
