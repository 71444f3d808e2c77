// GET: payments by state, provider, driver, time and sum, with what they come to; as CSV or NDJSON all that match.
import { matchingPayments } from "../../../../domain/payments/search.ts";
import { define, stillSignedIn } from "../../../(_shared)/define.ts";
import { PaymentsQuery } from "../(_schemas)/payments.ts";
import { type Cell, csv, formatOf } from "../(_shared)/csv.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { ndjson } from "../(_shared)/ndjson.ts";
import { moneyOf, paymentRecord } from "../(_shared)/payment_answers.ts";
import { paymentFilter } from "../(_shared)/payment_filter.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { payments } = ctx.state.app;
    const query = readQuery(ctx.url.searchParams, PaymentsQuery);
    if ("errors" in query) return badQuery(query.errors);
    const filter = paymentFilter(query.ok);
    const rules = { allowed: stillSignedIn(ctx.state), report: ctx.state.report };
    async function* records() {
      for await (const payment of matchingPayments(payments, filter)) yield paymentRecord(payment);
    }
    async function* cells() {
      for await (const payment of records()) yield row(payment);
    }
    switch (formatOf(ctx.req, query.ok)) {
      case "csv":
        return csv({ name: "payments", columns: COLUMNS }, cells, rules);
      case "ndjson":
        return ndjson(records, rules);
      case "json": {
        const { limit, after } = query.ok;
        const found = await payments.search(filter, { limit, ...(after !== undefined && { after }) });
        const { totals: { count, byStatus, ...sums }, complete, next } = found;
        const totals = {
          ...{ count, byStatus },
          received: moneyOf(sums.received),
          refunded: moneyOf(sums.refunded),
          discount: moneyOf(sums.discount),
        };
        return ctx.json({ data: found.payments.map(paymentRecord), meta: { next, totals, complete } });
      }
    }
  },
});

const COLUMNS = [
  ...["paymentId", "createdAt", "driverId", "provider", "providerPaymentId", "status", "tariff", "days"],
  ...["currency", "priceMinor", "discountMinor", "amountMinor", "receivedMinor", "refundedMinor"],
  ...["promoCode", "paidAt", "canceledAt", "cancelReason", "anomalies"],
];

function row(payment: ReturnType<typeof paymentRecord>): Cell[] {
  const { paymentId, createdAt, driverId, provider, providerPaymentId, status, tariff } = payment;
  const { price, discount, amount, received, refunded } = payment;
  const { promoCode, paidAt, canceledAt, cancelReason, anomalies } = payment;
  return [
    ...[paymentId, createdAt, driverId, provider, providerPaymentId, status, tariff.name, tariff.days],
    ...[amount.currency, price.minor, discount.minor, amount.minor, received.minor, refunded.minor],
    ...[promoCode, paidAt, canceledAt, cancelReason, anomalies.join(" ")],
  ];
}
