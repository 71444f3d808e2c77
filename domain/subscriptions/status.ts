// What a subscription is at a moment: a matter of the clock, so never a fact of its own.
import { DAY, endOf, type Period } from "./periods.ts";

/** `grace`: expired, but still let in for a few days. Times are ISO 8601 UTC. */
export type SubscriptionStatus =
  | { readonly status: "none" }
  | { readonly status: "trial" | "active"; readonly expiresAt: string }
  | { readonly status: "grace"; readonly expiresAt: string; readonly graceEndsAt: string }
  | { readonly status: "expired"; readonly expiresAt: string };

/**
 * `now` in UTC milliseconds. Access lasts while `now` is before the end. It is a trial while
 * nothing else follows: who has bought days during the trial has a subscription, not a longer trial.
 */
export function statusAt(periods: readonly Period[], now: number, graceDays: number): SubscriptionStatus {
  const end = endOf(periods);
  if (end === null) return { status: "none" };
  const expiresAt = new Date(end).toISOString();
  if (now < end) {
    const ahead = periods.filter(({ from, to }) => from < to && now < to);
    return { status: ahead.every(({ given: { kind } }) => kind === "trial") ? "trial" : "active", expiresAt };
  }
  const graceEnd = end + graceDays * DAY;
  if (now < graceEnd) return { status: "grace", expiresAt, graceEndsAt: new Date(graceEnd).toISOString() };
  return { status: "expired", expiresAt };
}
