// What came in on which day, and how many of those who began to pay did: what the charts of the console show.
import type { DriverRegistered } from "../drivers/events.ts";
import type { PaymentRepeated, PaymentRequested, PaymentSucceeded } from "../payments/events.ts";
import type { DisputeLost, PaymentRefunded } from "../payments/money_back_events.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Currency, Money } from "../shared/money.ts";
import { moscowDay } from "../shared/moscow.ts";
import type { Projection } from "../shared/projection.ts";

export type Sums = Readonly<Partial<Record<Currency, number>>>;

export interface MoneyDayRow {
  /** Drivers who came for the first time. */
  readonly registered: number;
  /** Payments begun, and payments paid (renewals among them). */
  readonly requested: number;
  readonly paid: number;
  /** Minor units by currency, on the day the provider had the money or gave it back. */
  readonly revenue: Sums;
  readonly refunded: Sums;
}

export const NO_MONEY: MoneyDayRow = { registered: 0, requested: 0, paid: 0, revenue: {}, refunded: {} };

/** What makes up a day; other events do not count. */
type Counted =
  | DriverRegistered
  | PaymentRequested
  | PaymentSucceeded
  | PaymentRepeated
  | PaymentRefunded
  | DisputeLost;

/** Rows at ["2026-03-03"], days of Moscow. */
export const moneyDays: Projection<MoneyDayRow> = {
  name: "money_days",
  version: 2,
  keys: (event) => [...new Set(momentsOf(event as StoredEvent & Counted).map(dayOf))].map((day) => [day]),
  fold: (row, event, [day]) => counted(row ?? NO_MONEY, event as StoredEvent & Counted, String(day)),
};

/** When it counts; never for every other event. */
function momentsOf({ type, data, meta }: StoredEvent & Counted): string[] {
  switch (type) {
    case "DriverRegistered":
      return [meta.at];
    case "PaymentRequested":
      return [data.at];
    case "PaymentSucceeded":
    case "PaymentRepeated":
      return [data.paidAt];
    case "PaymentRefunded":
      return data.lostAt === undefined ? [data.refundedAt] : [data.refundedAt, data.lostAt];
    case "DisputeLost":
      return [data.closedAt];
  }
  return [];
}

function dayOf(moment: string): string {
  return moscowDay(Date.parse(moment));
}

function counted(row: MoneyDayRow, { type, data }: Counted, day: string): MoneyDayRow {
  switch (type) {
    case "DriverRegistered":
      return { ...row, registered: row.registered + 1 };
    case "PaymentRequested":
      return { ...row, requested: row.requested + 1 };
    case "PaymentSucceeded":
    case "PaymentRepeated":
      return { ...row, paid: row.paid + 1, revenue: plus(row.revenue, data.amount) };
    case "DisputeLost":
      return data.amount ? { ...row, refunded: plus(row.refunded, data.amount) } : row;
    case "PaymentRefunded": {
      const { amount, refundedAt, lostAt } = data;
      const back = dayOf(refundedAt) === day ? plus(row.refunded, amount) : row.refunded;
      const taken = lostAt !== undefined && dayOf(lostAt) === day;
      return { ...row, refunded: taken ? plus(back, { ...amount, minor: -amount.minor }) : back };
    }
  }
}

function plus(sums: Sums, { minor, currency }: Money): Sums {
  return { ...sums, [currency]: (sums[currency] ?? 0) + minor };
}
