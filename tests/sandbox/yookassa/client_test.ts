// An independent client of YooKassa's API agrees with our stand-in for it.
import assert from "node:assert/strict";
import {
  CurrencyEnum,
  parsePaymentNotification,
  parseRefundNotification,
  YooKassa,
  YOOKASSA_IP_RANGES,
  YOOKASSA_IPV6_RANGE,
} from "@webzaytsev/yookassa-ts-sdk";
import { YOOKASSA_NETWORKS } from "../../../infra/payments/settings.ts";
import { startYooKassa } from "../../../sandbox/yookassa/server.ts";

const rub = (value: string) => ({ value, currency: CurrencyEnum.RUB });

function start() {
  const sandbox = startYooKassa({ shopId: "100500", secretKey: "test_key", notificationUrl: null });
  // The client keeps one connection per shop for the whole process unless told otherwise.
  const sdk = YooKassa({ shop_id: "100500", secret_key: "test_key", endpoint: `${sandbox.url}/v3` }, true);
  const withKey = (secret_key: string) =>
    YooKassa({ shop_id: "100500", secret_key, endpoint: `${sandbox.url}/v3` }, true);
  return { sandbox, sdk, withKey, [Symbol.asyncDispose]: () => sandbox.stop() };
}

const order = {
  amount: rub("499.00"),
  capture: true,
  confirmation: { type: "redirect" as const, return_url: "https://example.org/back" },
  description: "Подписка",
  metadata: { payment_id: "p1" },
};

Deno.test("the client creates a payment, and the same key brings the same one", async () => {
  await using world = start();
  const created = await world.sdk.payments.create(order, "key-1");
  assert.deepEqual([created.status, created.paid, created.test], ["pending", false, true]);
  assert.deepEqual([created.amount, created.metadata], [rub("499.00"), { payment_id: "p1" }]);
  assert.equal((await world.sdk.payments.create(order, "key-1")).id, created.id);
  assert.equal((await world.sdk.payments.load(created.id)).id, created.id);
  await assert.rejects(world.sdk.payments.create({ ...order, amount: rub("500.00") }, "key-1"));
  await assert.rejects(world.sdk.payments.load("00000000-000f-5000-8000-000000000000"));
});

Deno.test("the client sees a paid payment, gives parts back and never more than came", async () => {
  await using world = start();
  const { id } = await world.sdk.payments.create(order, "key-1");
  world.sandbox.shop.pay(world.sandbox.shop.payment(id));
  const refund = await world.sdk.refunds.create({ payment_id: id, amount: rub("100.00") }, "back-1");
  assert.equal(refund.status, "succeeded");
  await assert.rejects(world.sdk.refunds.create({ payment_id: id, amount: rub("399.01") }, "back-2"));
  const paid = await world.sdk.payments.load(id);
  assert.deepEqual([paid.status, paid.refunded_amount], ["succeeded", rub("100.00")]);
  assert.equal((await world.sdk.refunds.load(refund.id)).payment_id, id);
});

Deno.test("the client captures and cancels held money only", async () => {
  await using world = start();
  const held = async (key: string) => {
    const { id } = await world.sdk.payments.create({ ...order, capture: false }, key);
    world.sandbox.shop.pay(world.sandbox.shop.payment(id));
    return id;
  };
  const [first, second] = [await held("a"), await held("b")];
  assert.equal((await world.sdk.payments.load(first)).status, "waiting_for_capture");
  assert.equal((await world.sdk.payments.capture(first, {}, "c")).status, "succeeded");
  const canceled = await world.sdk.payments.cancel(second, "d");
  assert.deepEqual([canceled.status, canceled.cancellation_details?.reason], [
    "canceled",
    "canceled_by_merchant",
  ]);
  await assert.rejects(world.sdk.payments.cancel(first, "e"));
});

Deno.test("the client lists everything by status, page after page", async () => {
  await using world = start();
  const { shop } = world.sandbox;
  for (let index = 0; index < 25; index++) {
    const made = shop.create({ minor: 100, currency: "RUB", capture: true, metadata: {}, hasReceipt: false });
    if (index % 2 === 0) shop.pay(made);
  }
  const paid = await world.sdk.payments.list({ status: "succeeded" });
  assert.equal(paid.length, 13);
});

Deno.test("the client captures a part of what is held, once, and the rest is let go", async () => {
  await using world = start();
  const { shop } = world.sandbox;
  const { id } = await world.sdk.payments.create({ ...order, capture: false }, "held");
  shop.pay(shop.payment(id));
  await assert.rejects(world.sdk.payments.capture(id, { amount: rub("499.01") }, "more"));
  const captured = await world.sdk.payments.capture(id, { amount: rub("400.00") }, "part");
  assert.deepEqual([captured.status, captured.amount], ["succeeded", rub("400.00")]);
  assert.equal((await world.sdk.payments.capture(id, { amount: rub("400.00") }, "part")).id, id);
  await assert.rejects(world.sdk.payments.capture(id, {}, "again"));
});

Deno.test("the client lists what was made since a moment, that moment included, and refunds of one payment", async () => {
  await using world = start();
  const { shop } = world.sandbox;
  const ids: string[] = [];
  for (const key of ["a", "b", "c"]) {
    ids.push((await world.sdk.payments.create(order, key)).id);
    shop.pay(shop.payment(ids.at(-1)!));
    await world.sdk.refunds.create({ payment_id: ids.at(-1)!, amount: rub("1.00") }, `back-${key}`);
    shop.advance(60_000);
  }
  const [, second] = await Promise.all(ids.map((id) => world.sdk.payments.load(id)));
  // The name the API gives it: the client's own nested filter would become `created_at[gte]`, which nobody documents.
  const since = { limit: 1, "created_at.gte": second!.created_at };
  assert.deepEqual((await world.sdk.payments.list(since)).map(({ id }) => id), [ids[2], ids[1]]);
  const [back, ...others] = await world.sdk.refunds.list({ payment_id: ids[1]! });
  assert.deepEqual([back!.payment_id, others], [ids[1], []]);
});

Deno.test("a wrong key is refused to the client whatever it asks", async () => {
  await using world = start();
  const stranger = world.withKey("test_wrong");
  const refused = { message: /Invalid credentials/ };
  await assert.rejects(stranger.payments.create(order, "key-1"), refused);
  await assert.rejects(stranger.payments.load("00000000-000f-5000-8000-000000000000"), refused);
  await assert.rejects(stranger.refunds.list(), refused);
  assert.equal(world.sandbox.shop.payments.size, 0);
});

Deno.test("the client reads our stand-in's notifications, and knows the same addresses they come from", async () => {
  const bodies: unknown[] = [];
  const receiver = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    bodies.push(await request.json());
    return new Response();
  });
  await using world = start();
  world.sandbox.notifier.url = `http://127.0.0.1:${receiver.addr.port}/`;
  const { id } = await world.sdk.payments.create(order, "key-1");
  world.sandbox.shop.pay(world.sandbox.shop.payment(id));
  await world.sandbox.notifier.idle();
  const refund = await world.sdk.refunds.create({ payment_id: id, amount: rub("100.00") }, "back-1");
  await world.sandbox.notifier.idle();
  await receiver.shutdown();
  const paid = parsePaymentNotification(bodies[0]);
  assert.deepEqual([paid.event, paid.object.id, paid.object.metadata], [
    "payment.succeeded",
    id,
    { payment_id: "p1" },
  ]);
  const back = parseRefundNotification(bodies[1]);
  assert.deepEqual([back.event, back.object.id], ["refund.succeeded", refund.id]);
  assert.deepEqual(YOOKASSA_NETWORKS, [...YOOKASSA_IP_RANGES, YOOKASSA_IPV6_RANGE]);
});
