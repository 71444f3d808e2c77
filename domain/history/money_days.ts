// What came in on which day, and how many of those who began to pay did: what the charts of the console show.
import type { DriverRegistered } from "../drivers/events.ts";
import type { PaymentRepeated, PaymentRequested, PaymentSucceeded } from "../payments/events.ts";
import type { PaymentRefunded } from "../payments/money_back_events.ts";
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
type Counted = DriverRegistered | PaymentRequested | PaymentSucceeded | PaymentRepeated | PaymentRefunded;

/** Rows at ["2026-03-03"], days of Moscow. */
export const moneyDays: Projection<MoneyDayRow> = {
  name: "money_days",
  version: 1,
  keys(event) {
    const at = momentOf(event as StoredEvent & Counted);
    return at === undefined ? [] : [[moscowDay(Date.parse(at))]];
  },
  fold: (row, event) => counted(row ?? NO_MONEY, event as StoredEvent & Counted),
};

/** When it counts; undefined for every other event. */
function momentOf({ type, data, meta }: StoredEvent & Counted): string | undefined {
  switch (type) {
    case "DriverRegistered":
      return meta.at;
    case "PaymentRequested":
      return data.at;
    case "PaymentSucceeded":
    case "PaymentRepeated":
      return data.paidAt;
    case "PaymentRefunded":
      return data.refundedAt;
  }
}

function counted(row: MoneyDayRow, { type, data }: Counted): MoneyDayRow {
  switch (type) {
    case "DriverRegistered":
      return { ...row, registered: row.registered + 1 };
    case "PaymentRequested":
      return { ...row, requested: row.requested + 1 };
    case "PaymentSucceeded":
    case "PaymentRepeated":
      return { ...row, paid: row.paid + 1, revenue: plus(row.revenue, data.amount) };
    case "PaymentRefunded":
      return { ...row, refunded: plus(row.refunded, data.amount) };
  }
}

function plus(sums: Sums, { minor, currency }: Money): Sums {
  return { ...sums, [currency]: (sums[currency] ?? 0) + minor };
}
