// Money by day: days of Moscow, money when the provider had it, access as it is known now.
import assert from "node:assert/strict";
import { createMoneyCharts } from "../../../domain/history/money_charts.ts";
import { type MoneyDayRow, moneyDays } from "../../../domain/history/money_days.ts";
import type { DomainEvent, StoredEvent } from "../../../domain/shared/event.ts";
import type { RowKey, View } from "../../../domain/shared/projection.ts";
import type { SubscriptionRow } from "../../../domain/subscriptions/view.ts";
import { stored } from "../../support/stored.ts";

const about = { paymentId: "p1", driverId: 1, at: "2026-03-03T11:00:00.000Z" };
const money = (minor: number, currency: "RUB" | "XTR" = "RUB") => ({ minor, currency });
const succeeded = (paidAt: string, amount = money(49_900)) => ({
  type: "PaymentSucceeded",
  data: { ...about, amount, paidAt },
});

function rowsOf(events: readonly StoredEvent[]): Map<string, MoneyDayRow> {
  const rows = new Map<string, MoneyDayRow>();
  for (const event of events) {
    for (const key of moneyDays.keys(event)) {
      const day = String(key[0]);
      rows.set(day, moneyDays.fold(rows.get(day) ?? null, event, key)!);
    }
  }
  return rows;
}

Deno.test("money counts on the day the provider had it or gave it back, whenever we heard", () => {
  const refund = {
    type: "PaymentRefunded",
    data: { ...about, amount: money(10_000), refundedAt: "2026-03-05T09:00:00.000Z" },
  };
  const events = stored(
    "payment-p1",
    { type: "PaymentRequested", data: about },
    succeeded("2026-03-02T21:30:00.000Z"),
    succeeded("2026-03-02T20:30:00.000Z", money(350, "XTR")),
    {
      type: "PaymentRepeated",
      data: { ...about, amount: money(49_900), paidAt: "2026-03-03T10:00:00.000Z" },
    },
    refund,
  );
  const rows = rowsOf(events);
  assert.deepEqual(rows.get("2026-03-02"), {
    registered: 0,
    requested: 0,
    paid: 1,
    revenue: { XTR: 350 },
    refunded: {},
  });
  assert.deepEqual(rows.get("2026-03-03"), {
    registered: 0,
    requested: 1,
    paid: 2,
    revenue: { RUB: 99_800 },
    refunded: {},
  });
  assert.deepEqual(rows.get("2026-03-05")?.refunded, { RUB: 10_000 });
});

Deno.test("what a bank took back counts on the day the dispute was lost; a part that went before is heard of late and counts once", () => {
  const lost = {
    type: "DisputeLost",
    data: { ...about, amount: money(49_900), closedAt: "2026-03-09T09:00:00.000Z" },
  };
  const back = { ...about, amount: money(10_000), refundedAt: "2026-03-05T09:00:00.000Z" };
  const late = { type: "PaymentRefunded", data: { ...back, lostAt: lost.data.closedAt } };
  const rows = rowsOf(stored<DomainEvent>("payment-p1", succeeded("2026-03-03T10:00:00.000Z"), lost, late));
  assert.deepEqual(rows.get("2026-03-09")?.refunded, { RUB: 39_900 });
  assert.deepEqual(rows.get("2026-03-05")?.refunded, { RUB: 10_000 });
});

Deno.test("a driver counts for every day the access lasted into the night, once, by what the access was", async () => {
  const given = { kind: "payment", days: 2, at: Date.parse("2026-03-02T10:00:00Z") } as const;
  const gift = { kind: "gift", days: 1, at: Date.parse("2026-03-02T11:00:00Z") } as const;
  const grant = { revoked: {}, suspensions: {} };
  const row = {
    grants: { a: { grantId: "a", given, ...grant }, b: { grantId: "b", given: gift, ...grant } },
  };
  const charts = createMoneyCharts({
    views: { moneyDays: rows([]), subscriptions: rows([row as unknown as SubscriptionRow]) },
    clock: () => Date.parse("2026-03-06T12:00:00Z"),
  });
  const days = await charts.days(6);
  assert.deepEqual(days.map(({ day, paying, given }) => [day, paying, given]), [
    ["2026-03-01", 0, 0],
    ["2026-03-02", 1, 0],
    ["2026-03-03", 1, 0],
    ["2026-03-04", 0, 1],
    ["2026-03-05", 0, 0],
    ["2026-03-06", 0, 0],
  ]);
});

/** A view of rows that are there already. */
function rows<Row>(all: readonly Row[]): View<Row> {
  return {
    get: () => Promise.resolve(null),
    list: () => Promise.resolve(all.map((row) => ({ key: [] as RowKey, row }))),
    reached: () => Promise.resolve(),
  };
}
