// Money by day for the console: revenue, subscriptions, and how many of those who began to pay did.
import type { Clock } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import { type Period, periodsOf } from "../subscriptions/periods.ts";
import type { SubscriptionRow } from "../subscriptions/view.ts";
import { endOfMoscowDay, moscowDay } from "../shared/moscow.ts";
import { type MoneyDayRow, NO_MONEY } from "./money_days.ts";

export interface MoneyDay extends MoneyDayRow {
  /** "2026-03-03", a day of Moscow. */
  readonly day: string;
  /** Drivers with access at the end of the day (today: now), by what the access was then: paid for or not. */
  readonly paying: number;
  readonly given: number;
}

export interface MoneyCharts {
  /** The last `days` days, today included, oldest first; days without anything are there, empty. */
  days(days: number): Promise<readonly MoneyDay[]>;
}

const DAY = 86_400_000;

/** Subscriptions are laid on the calendar as they are known now: a refund takes days back from the days they were. */
export function createMoneyCharts(
  { views, clock }: {
    views: { readonly moneyDays: View<MoneyDayRow>; readonly subscriptions: View<SubscriptionRow> };
    clock: Clock;
  },
): MoneyCharts {
  return {
    async days(count) {
      const now = clock();
      const days = Array.from({ length: count }, (_, n) => moscowDay(now - (count - 1 - n) * DAY));
      const [rows, subscriptions] = await Promise.all([
        Promise.all(days.map((day) => views.moneyDays.get([day]))),
        views.subscriptions.list([]),
      ]);
      const all = subscriptions.map(({ row }) => periodsOf(row.grants));
      return days.map((day, n) => ({
        day,
        ...NO_MONEY,
        ...rows[n],
        ...accessAt(all, Math.min(now, endOfMoscowDay(day) - 1)),
      }));
    },
  };
}

function accessAt(all: readonly (readonly Period[])[], moment: number): Pick<MoneyDay, "paying" | "given"> {
  const current = all.flatMap((periods) =>
    periods.find(({ from, to }) => from <= moment && moment < to) ?? []
  );
  const paying = current.filter(({ given }) => given.kind === "payment").length;
  return { paying, given: current.length - paying };
}
