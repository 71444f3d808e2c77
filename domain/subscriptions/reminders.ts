// When the bot says that access is about to end, and that it has ended.
import { DAY } from "./periods.ts";

export interface Reminder {
  readonly kind: "ends_in_3_days" | "ends_in_1_day" | "ended";
  /** UTC milliseconds. */
  readonly dueAt: number;
}

const BEFORE = [["ends_in_3_days", 3], ["ends_in_1_day", 1], ["ended", 0]] as const;

/** Reminders of an end of access that are still ahead, soonest first. Times are ISO 8601 UTC. */
export function remindersOf(expiresAt: string, now: string): Reminder[] {
  const end = Date.parse(expiresAt);
  return BEFORE.map(([kind, days]) => ({ kind, dueAt: end - days * DAY })).filter(({ dueAt }) =>
    dueAt > Date.parse(now)
  );
}
