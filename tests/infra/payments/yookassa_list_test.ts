// Lists of YooKassa with something in them that cannot be read.
import assert from "node:assert/strict";
import type { Unreadable } from "../../../domain/payments/ports.ts";
import { lookUp } from "../../../domain/payments/reconciliation/look_up.ts";
import { createExchange } from "../../../infra/payments/yookassa/http.ts";
import { createYooKassa } from "../../../infra/payments/yookassa/provider.ts";
import { startYooKassa } from "../../../sandbox/yookassa/server.ts";

const since = new Date(0).toISOString();

function startProvider() {
  const account = { shopId: "100500", secretKey: "test_key-of-the-shop" };
  const yookassa = startYooKassa({ ...account, notificationUrl: null });
  const secretKey = { read: () => Promise.resolve(account.secretKey), known: account.secretKey };
  const alarms: unknown[] = [];
  const common = {
    shopId: account.shopId,
    secretKey,
    alarm: (_: string, about: unknown) => alarms.push(about),
  };
  const exchange = createExchange({
    ...common,
    baseUrl: `${yookassa.url}/v3`,
    fetch,
    clock: Date.now,
    random: Math.random,
    signal: new AbortController().signal,
  });
  const provider = createYooKassa({ ...common, exchange, returnUrl: (id) => `http://localhost/${id}` });
  const pay = (mark: string, pretends = {}) => {
    const order = { minor: 49_900, currency: "RUB", capture: true, hasReceipt: false };
    const payment = yookassa.shop.create({ ...order, metadata: { payment_id: mark } });
    yookassa.shop.pay(payment);
    payment.pretends = pretends;
    return payment;
  };
  const control = async (command: object) => {
    const body = JSON.stringify(command);
    await (await fetch(`${yookassa.url}/__control`, { method: "POST", body })).body?.cancel();
  };
  return { yookassa, provider, alarms, pay, control, [Symbol.asyncDispose]: () => yookassa.stop() };
}

Deno.test("what cannot be read is left out, told of, and a person is called once; the rest is listed", async () => {
  await using shop = startProvider();
  shop.pay("p1");
  const strange = shop.pay("p2", { status: "on_hold_by_bank" });
  shop.pay("p3");
  for (const _ of ["first", "again"]) {
    const skipped: Unreadable[] = [];
    const listed = await Array.fromAsync(shop.provider.list(since, (one) => skipped.push(one)));
    assert.deepEqual(listed.map(({ paymentId }) => paymentId), ["p3", "p1"]);
    assert.deepEqual(skipped, [{ objectId: strange.id, belongsTo: "p2" }]);
  }
  assert.equal(shop.alarms.length, 1);
  await assert.rejects(Array.fromAsync(shop.provider.list(since)), /cannot read at status/);
});

Deno.test("a refund that cannot be read is told of with its payment", async () => {
  await using shop = startProvider();
  const payment = shop.pay("p1");
  const refund = shop.yookassa.shop.refund(payment, { minor: 10_000 });
  Object.assign(refund, { status: "lost_in_the_post" });
  const skipped: Unreadable[] = [];
  assert.deepEqual(await Array.fromAsync(shop.provider.listRefunds(since, (one) => skipped.push(one))), []);
  assert.deepEqual(skipped, [{ objectId: refund.id, belongsTo: payment.id }]);
});

Deno.test("a lost payment is found beside one that cannot be read, and is not called missing when it may be that one", async () => {
  await using shop = startProvider();
  shop.pay("p1");
  shop.pay("p2", { status: "on_hold_by_bank" });
  assert.equal((await lookUp(shop.provider, { paymentId: "p1", since }))?.paymentId, "p1");
  assert.equal(await lookUp(shop.provider, { paymentId: "p3", since }), null);
  await assert.rejects(lookUp(shop.provider, { paymentId: "p2", since }), /Cannot tell whether payment p2/);
  shop.pay("p4", { status: "on_hold_by_bank", metadata: null });
  await assert.rejects(lookUp(shop.provider, { paymentId: "p3", since }), /Cannot tell whether payment p3/);
});

Deno.test("a list that is refused, or is none, is no answer", async () => {
  await using shop = startProvider();
  const faults = [{ status: 400 }, { status: 200, body: { items: "many" } }];
  for (const fault of faults) {
    await shop.control({ fault: { method: "GET", path: "/v3/payments", ...fault }, clearFaults: true });
    const listed = Array.fromAsync(shop.provider.list(since));
    await assert.rejects(listed, { name: "ProviderFailure", kind: "unknown" }, JSON.stringify(fault));
  }
});
