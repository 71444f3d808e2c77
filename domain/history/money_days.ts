// What came in on which day, and how many of those who began to pay did: what the charts of the console show.
import type { PaymentEvent } from "../payments/events.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Currency, Money } from "../shared/money.ts";
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

/** Moscow has been UTC+3 all year since 26 October 2014. */
const MOSCOW_MS = 3 * 3_600_000;

/** The day in Moscow of an ISO 8601 moment, "2026-03-03". */
export function moscowDay(at: string | number): string {
  return new Date((typeof at === "number" ? at : Date.parse(at)) + MOSCOW_MS).toISOString().slice(0, 10);
}

/** UTC milliseconds when a Moscow day is over. */
export function endOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`) - MOSCOW_MS + 86_400_000;
}

/** Rows at ["2026-03-03"], days of Moscow. */
export const moneyDays: Projection<MoneyDayRow> = {
  name: "money_days",
  version: 1,
  keys(event) {
    const at = momentOf(event);
    return at === null ? [] : [[moscowDay(at)]];
  },
  fold: (row, event) => counted(row ?? NO_MONEY, event as StoredEvent<PaymentEvent>),
};

/** When it counts; null for events that do not. */
function momentOf(stored: StoredEvent): string | null {
  const { type, data } = stored as StoredEvent<PaymentEvent>;
  switch (type as string) {
    case "DriverRegistered":
      return stored.meta.at;
    case "PaymentRequested":
      return data.at;
    case "PaymentSucceeded":
    case "PaymentRepeated":
      return "paidAt" in data ? data.paidAt ?? null : null;
    case "PaymentRefunded":
      return "refundedAt" in data ? data.refundedAt : null;
    default:
      return null;
  }
}

function counted(row: MoneyDayRow, stored: StoredEvent<PaymentEvent>): MoneyDayRow {
  const { type, data } = stored as PaymentEvent;
  switch (type) {
    case "PaymentRequested":
      return { ...row, requested: row.requested + 1 };
    case "PaymentSucceeded":
    case "PaymentRepeated":
      return { ...row, paid: row.paid + 1, revenue: plus(row.revenue, data.amount) };
    case "PaymentRefunded":
      return { ...row, refunded: plus(row.refunded, data.amount) };
    default:
      return { ...row, registered: row.registered + 1 };
  }
}

function plus(sums: Sums, { minor, currency }: Money): Sums {
  return { ...sums, [currency]: (sums[currency] ?? 0) + minor };
}
