// YooKassa's words in ours, the calls to the byte, and when calls are held back.
import assert from "node:assert/strict";
import type { Order } from "../../../domain/payments/ports.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { paymentOf, refundOf } from "../../../infra/payments/yookassa/bodies.ts";
import { createExchange, type ExchangeDeps } from "../../../infra/payments/yookassa/http.ts";
import { createGate } from "../../../infra/payments/yookassa/gate.ts";
import { readNotification } from "../../../infra/payments/yookassa/notification.ts";
import { readPayment, readRefund } from "../../../infra/payments/yookassa/read.ts";

const id = "23d93cac-000f-5000-8000-126628f15141";
const pending = {
  id,
  status: "pending",
  paid: false,
  amount: { value: "100.00", currency: "RUB" },
  confirmation: {
    type: "redirect",
    confirmation_url: "https://yoomoney.ru/checkout/payments/v2/contract?orderId=1",
  },
  created_at: "2026-01-22T14:30:45.129Z",
  metadata: { payment_id: "p1" },
  recipient: { account_id: "100500", gateway_id: "100700" },
  refundable: false,
  test: false,
};
const order: Order = {
  paymentId: "p1",
  driverId: 1,
  amount: kopecks(49_900),
  tariff: { id: "month", name: "Месяц", days: 30 },
};
const rules = { returnUrl: (paymentId: string) => `https://example.org/payments/${paymentId}` };

Deno.test("a pending payment is read with its mark, its shop and where to pay", () => {
  assert.deepEqual(readPayment({ ...pending, tomorrow: { field: true } }), {
    provider: "yookassa",
    providerPaymentId: id,
    status: "pending",
    amount: { minor: 10_000, currency: "RUB" },
    createdAt: "2026-01-22T14:30:45.129Z",
    test: false,
    shop: "100500",
    paymentId: "p1",
    confirmationUrl: "https://yoomoney.ru/checkout/payments/v2/contract?orderId=1",
  });
});

Deno.test("the money is ours since it was captured, whatever the offset of the time; held money is not ours", () => {
  const paid = { ...pending, status: "succeeded", paid: true, captured_at: "2026-01-22T17:35:07+03:00" };
  assert.equal(readPayment(paid).paidAt, "2026-01-22T14:35:07.000Z");
  const held = readPayment({ ...paid, status: "waiting_for_capture" });
  assert.deepEqual([held.status, held.paidAt], ["authorized", undefined]);
});

Deno.test("amounts have up to two decimals; anything else is not read at all", () => {
  const read = (value: string) =>
    readPayment({ ...pending, amount: { value, currency: "RUB" } }).amount.minor;
  assert.deepEqual(["1", "1.1", "1.15", "0.07"].map(read), [100, 110, 115, 7]);
  for (const wrong of ["1.155", "-1.00", "1e3", "1,00", ""]) assert.throws(() => read(wrong), /cannot read/);
});

Deno.test("an address to pay at that is no web address is left out", () => {
  const confirmation = { type: "redirect", confirmation_url: "javascript:alert(1)" };
  assert.equal(readPayment({ ...pending, confirmation }).confirmationUrl, undefined);
});

Deno.test("a time is read with whatever offset it is written; what is no time is not read", () => {
  const at = (created_at: string) => readPayment({ ...pending, created_at }).createdAt;
  for (const time of ["17:30:45.129+03:00", "17:30:45.129+0300", "17:30:45.129+03", "14:30:45.129Z"]) {
    assert.equal(at(`2026-01-22T${time}`), "2026-01-22T14:30:45.129Z");
  }
  for (const wrong of ["2026-02-30T00:00:00Z", "2026-01-22", "2026-01-22T14:30:45", "yesterday"]) {
    assert.throws(() => at(wrong), /cannot read at created_at/);
  }
});

Deno.test("who ended a payment need not be told, nor whose shop it is on", () => {
  const why = { reason: "general_decline" };
  const { canceled, shop } = readPayment({
    ...pending,
    status: "canceled",
    cancellation_details: why,
    recipient: {},
  });
  assert.deepEqual([canceled, shop], [{ party: "unknown", reason: "general_decline" }, undefined]);
});

Deno.test("a refused refund says why", () => {
  const refund = {
    id,
    payment_id: id,
    status: "canceled",
    created_at: "2026-01-22T14:30:45.129Z",
    amount: { value: "1.00", currency: "RUB" },
    cancellation_details: { party: "yoo_money", reason: "insufficient_funds" },
  };
  assert.deepEqual([readRefund(refund).status, readRefund(refund).reason], [
    "canceled",
    "insufficient_funds",
  ]);
});

Deno.test("the same order makes the same body, captured at once, without anything personal", () => {
  const first = paymentOf(rules, order);
  assert.deepEqual(paymentOf(rules, { ...order }), first);
  const body = JSON.parse(first.body);
  assert.equal(first.idempotenceKey, "p1");
  assert.deepEqual([body.capture, body.amount, body.metadata, body.receipt], [
    true,
    { value: "499.00", currency: "RUB" },
    { payment_id: "p1" },
    undefined,
  ]);
  assert.ok(!first.body.includes("driver"));
});

Deno.test("a long description is cut at 128 characters, and no character in half", () => {
  const name = "🚚".repeat(200);
  const { description } = JSON.parse(paymentOf(rules, { ...order, tariff: { ...order.tariff, name } }).body);
  assert.equal([...description].length, 128);
  assert.ok(description.isWellFormed());
});

Deno.test("a refund of a payment with a receipt has a receipt of its own", () => {
  const receipts = { vatCode: 1, paymentMode: "full_payment" } as const;
  const refund = {
    refundId: "r1",
    paymentId: "p1",
    driverId: 1,
    providerPaymentId: id,
    amount: kopecks(10_000),
    idempotenceKey: "r1",
    receiptContact: "a@example.org",
  };
  const { receipt } = JSON.parse(refundOf({ ...rules, receipts }, refund).body);
  assert.deepEqual(receipt.customer, { email: "a@example.org" });
  assert.equal(receipt.items[0].amount.value, "100.00");
});

Deno.test("a notification is a hint of what to ask about; an id that is no id makes it none", () => {
  const told = {
    type: "notification",
    event: "payment.succeeded",
    object: { ...pending, status: "succeeded" },
  };
  assert.deepEqual(readNotification(told), {
    eventType: "payment.succeeded",
    objectId: id,
    claimedStatus: "succeeded",
  });
  for (const wrong of ["../refunds", `${id}/x`, "", 7]) {
    assert.equal(readNotification({ ...told, object: { id: wrong } }), null);
  }
});

Deno.test("after 429 everybody waits as long as was asked, then longer each time, until something goes well", () => {
  const world = { now: 1_000_000 };
  const gate = createGate({ clock: () => world.now, random: () => 0 });
  gate.pass("key");
  assert.equal(gate.close("busy", "429", "key", 5_000).retryAt, world.now + 5_000);
  assert.throws(() => gate.pass("key"), { kind: "busy" });
  world.now += 5_000;
  gate.pass("key");
  const pauses = [1, 2, 3].map(() => gate.close("busy", "429", "key").retryAt! - world.now);
  assert.deepEqual(pauses, [1_000, 2_000, 4_000]);
  gate.opened();
  gate.pass("key");
  assert.equal(gate.close("busy", "429", "key").retryAt! - world.now, 500);
});

Deno.test("a refused account is not asked again with the same key; another key is tried at once", () => {
  const gate = createGate({ clock: () => 0, random: () => 0 });
  gate.close("account", "401", "old");
  assert.throws(() => gate.pass("old"), { kind: "account" });
  gate.pass("new");
});

/** An exchange with a provider that always gives the same answer. */
function exchangeWith(
  answer: () => Response,
  { clock = () => 1_000_000, alarm }: Pick<ExchangeDeps, "alarm"> & { clock?: () => number },
) {
  return createExchange({
    baseUrl: "http://provider",
    shopId: "1",
    secretKey: { read: () => Promise.resolve("test_key"), known: "test_key" },
    fetch: () => Promise.resolve(answer()),
    clock,
    random: () => 0,
    alarm,
    signal: new AbortController().signal,
  });
}

Deno.test("what our key has no right to is told at most every ten minutes, each right by itself", async () => {
  const world = { now: 1_000_000 };
  const told: unknown[] = [];
  const exchange = exchangeWith(() => Response.json({ code: "forbidden" }, { status: 403 }), {
    clock: () => world.now,
    alarm: (_, fields) => told.push(fields?.["call"]),
  });
  const ask = async () => {
    for (const path of ["/payments/1", "/payments/2", "/refunds/1"]) {
      await assert.rejects(exchange({ method: "GET", path }), { kind: "forbidden" });
    }
  };
  const all = ["GET /payments/1 answered 403", "GET /refunds/1 answered 403"];
  await ask();
  world.now += 599_999;
  await ask();
  assert.deepEqual(told, all);
  world.now += 1;
  await ask();
  assert.deepEqual(told, [...all, ...all]);
});

for (const retry_after of [1_800, "1800"]) {
  Deno.test(`202 is asked again after as long as was said, as ${typeof retry_after} too`, async () => {
    const exchange = exchangeWith(
      () => Response.json({ type: "processing", retry_after }, { status: 202 }),
      { alarm: () => assert.fail("nobody is called") },
    );
    const asked = exchange({ method: "POST", path: "/payments", idempotenceKey: "p1", body: "{}" });
    await assert.rejects(asked, { kind: "unknown", retryAt: 1_001_800 });
  });
}
