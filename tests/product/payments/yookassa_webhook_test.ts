// The door of YooKassa's notifications: who is let in, what is believed, what is written down. Numbers are rows of the
// fault table.
import assert from "node:assert/strict";
import { DRIVER, eventually } from "../../support/product.ts";
import { type PaidProduct, startShop, WEBHOOK_TOKEN } from "../../support/shop.ts";

const OTHER_TOKEN = "second-".padEnd(40, "y");
const NOBODY = "00000000-000f-5000-8000-000000000000";

async function registered(shop: PaidProduct) {
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const payment = await shop.until(paymentId, ({ status }) => status === "pending");
  return { paymentId, id: payment.providerPaymentId! };
}

const claim = (id: string, event = "payment.succeeded", extra: object = {}) => ({
  type: "notification",
  event,
  object: {
    id,
    status: event.split(".")[1],
    paid: true,
    amount: { value: "499.00", currency: "RUB" },
    ...extra,
  },
});
const settled = (shop: PaidProduct, count: number) =>
  eventually(shop.verdicts, (seen) => seen.length === count && !seen.includes("waiting"));

Deno.test("faults 22, 23: a stranger who knows a real payment gets 404 or 403, and nothing is asked or granted", async () => {
  await using shop = await startShop({ environment: { YOOKASSA_ALLOWED_IPS: "185.71.76.0/27" } });
  const { paymentId, id } = await registered(shop);
  const before = shop.asked("GET", `/v3/payments/${id}`).length;
  const wrong = `${shop.product.baseUrl}/webhooks/yookassa/${"guess".padEnd(40, "z")}`;
  assert.equal((await shop.notify(claim(id), { url: wrong })).status, 404);
  assert.equal((await shop.notify(claim(id))).status, 403);
  // An address anybody can claim in a header is not believed.
  assert.equal((await shop.notify(claim(id), { headers: { "x-forwarded-for": "185.71.76.1" } })).status, 403);
  assert.deepEqual(await shop.verdicts(), ["bad_token", "bad_ip", "bad_ip"]);
  assert.equal(shop.asked("GET", `/v3/payments/${id}`).length, before);
  assert.equal((await shop.payments.find(paymentId))!.status, "pending");
});

Deno.test("a trusted proxy vouches for the address it was called from", async () => {
  await using shop = await startShop({
    environment: { YOOKASSA_ALLOWED_IPS: "185.71.76.0/27", TRUSTED_PROXIES: "127.0.0.1" },
  });
  const from = (ip: string) => shop.notify(claim(NOBODY), { headers: { "x-forwarded-for": ip } });
  assert.deepEqual([(await from("185.71.76.1")).status, (await from("185.71.77.1")).status], [200, 403]);
});

Deno.test("two tokens are good while one takes the place of the other, and the older path is as good", async () => {
  await using shop = await startShop({
    environment: { YOOKASSA_WEBHOOK_TOKEN: `${OTHER_TOKEN},${WEBHOOK_TOKEN}` },
  });
  const { baseUrl } = shop.product;
  for (const token of [WEBHOOK_TOKEN, OTHER_TOKEN]) {
    for (const path of ["/webhooks/yookassa", "/api/payments/webhook"]) {
      const url = `${baseUrl}${path}/${token}`;
      assert.equal((await shop.notify(claim(NOBODY, "deal.closed"), { url })).status, 200, url);
    }
  }
  const secret = await shop.product.app.settings.change("yookassa_webhook_token", {
    value: "typed-".padEnd(40, "t"),
    reason: "смена",
  }, {
    actor: { kind: "staff" },
    correlationId: "test",
  });
  assert.ok("key" in secret);
  assert.equal((await shop.notify(claim(NOBODY))).status, 404);
});

Deno.test("fault 24: with the token leaked and the address allowed, YooKassa itself still says pending", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await registered(shop);
  assert.equal((await shop.notify(claim(id))).status, 200);
  assert.deepEqual(await settled(shop, 1), ["duplicate"]);
  const [judged] = await shop.payments.audit();
  assert.deepEqual([judged?.verifiedStatus, judged?.claim.claimedStatus], ["pending", "succeeded"]);
  assert.equal((await shop.payments.find(paymentId))!.status, "pending");
  assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
});

Deno.test("fault 25: the event says canceled, the payment is paid: the payment wins", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await registered(shop);
  await shop.control({ payment: { id, action: "pay" } });
  assert.equal((await shop.notify(claim(id, "payment.canceled"))).status, 200);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
});

Deno.test("fault 26: paid is true of held money too, and nothing is granted for it", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await registered(shop);
  await shop.control({ pretend: { id, fields: { status: "waiting_for_capture", paid: true } } });
  await shop.notify(claim(id, "payment.waiting_for_capture"));
  await shop.until(paymentId, ({ status }) => status === "authorized");
  assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
});

for (
  const [row, what, fields, kind] of [
    [19, "a kopeck too little", { amount: { value: "498.99", currency: "RUB" } }, "amount"],
    [20, "another currency", { amount: { value: "499.00", currency: "KZT" } }, "currency"],
    [21, "another payment's mark", { metadata: { payment_id: "somebody-else" } }, "metadata"],
    [27, "real money where play money is expected", { test: false }, "test"],
    [28, "another shop's account", { recipient: { account_id: "666", gateway_id: "1" } }, "shop"],
  ] as const
) {
  Deno.test(`fault ${row}: ${what} is written down, never granted, and a person is called`, async () => {
    await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
    const { paymentId, id } = await registered(shop);
    await shop.control({ payment: { id, action: "pay" }, pretend: { id, fields } });
    assert.equal((await shop.notify(claim(id))).status, 200);
    assert.deepEqual(await settled(shop, 1), ["mismatch"]);
    const payment = (await shop.payments.find(paymentId))!;
    assert.deepEqual([payment.status, payment.anomalies], ["mismatch", [`mismatch_${kind}`]]);
    assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
    await shop.product.logged("a payment is not what was asked for");
  });
}

Deno.test("fault 29: an id that is a path, or ten kilobytes, never gets into an address", async () => {
  await using shop = await startShop();
  for (const id of ["../refunds", "a".repeat(10_000), `${NOBODY}/../x`, ""]) {
    assert.equal((await shop.notify(claim(id))).status, 200);
  }
  assert.deepEqual(await shop.verdicts(), Array(4).fill("bad_shape"));
  assert.deepEqual(shop.asked("GET", "/v3/payments/"), []);
});

Deno.test("fault 30: what YooKassa does not have is asked for four times, then left alone", async () => {
  await using shop = await startShop();
  assert.equal((await shop.notify(claim(NOBODY))).status, 200);
  await eventually(
    () => Promise.resolve(shop.asked("GET", `/v3/payments/${NOBODY}`).length),
    (count) => count === 4,
  );
  assert.deepEqual(await settled(shop, 1), ["unknown_object"]);
});

Deno.test("fault 31: while YooKassa cannot be asked the notification waits, and nothing is lost", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await registered(shop);
  await shop.control({ fault: { method: "GET", path: "/v3/payments/", status: 500 } });
  await shop.control({ payment: { id, action: "pay" } });
  await eventually(
    () => Promise.resolve(shop.asked("GET", `/v3/payments/${id}`).length),
    (count) => count >= 2,
  );
  assert.deepEqual(await shop.verdicts(), ["waiting"]);
  await shop.control({ clearFaults: true });
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  assert.deepEqual(await settled(shop, 1), ["accepted"]);
});

Deno.test("fault 32: unknown events, fields and reasons are taken calmly", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await registered(shop);
  for (const event of ["payment_method.active", "payout.succeeded", "deal.closed", "something.new"]) {
    assert.equal((await shop.notify(claim(NOBODY, event, { surprise: [1] }))).status, 200);
  }
  assert.deepEqual(await shop.verdicts(), Array(4).fill("ignored"));
  await shop.control({ payment: { id, action: "decline", reason: "moon_in_the_wrong_house" } });
  await shop.notify(claim(id, "payment.canceled", { future: {} }));
  const { cancelReason } = await shop.until(paymentId, ({ status }) => status === "canceled");
  assert.equal(cancelReason, "moon_in_the_wrong_house");
});

Deno.test("fault 33: too large is 413, not JSON is 400, another shape is kept as such", async () => {
  await using shop = await startShop();
  assert.equal(
    (await shop.notify(JSON.stringify(claim(NOBODY, "x", { pad: "x".repeat(70_000) })))).status,
    413,
  );
  assert.equal((await shop.notify("<html>")).status, 400);
  assert.equal((await shop.notify({ hello: "world" })).status, 200);
  assert.deepEqual(await shop.verdicts(), ["bad_shape", "bad_shape"]);
});

Deno.test("fault 18: a refund that is heard of before its payment is taken in after it", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await registered(shop);
  await shop.control({ payment: { id, action: "pay" } });
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  const [refund] = shop.yookassa.shop.refunds.keys();
  assert.equal((await shop.notify(claim(refund!, "refund.succeeded"))).status, 200);
  await shop.until(paymentId, ({ status }) => status === "refunded");
  const story = await shop.story(paymentId);
  assert.deepEqual(story.slice(-2), ["PaymentSucceeded", "PaymentRefunded"]);
});

Deno.test("fault 14: a notification 23 hours late gives the days from when the money came", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await registered(shop);
  await shop.control({
    payment: { id, action: "pay" },
    fault: { method: "GET", path: "/v3/payments", status: 500 },
  });
  const paidAt = shop.yookassa.shop.payment(id).capturedAt!;
  shop.pass(23 * 3_600_000);
  await shop.until(paymentId, ({ status }) => status === "expired");
  await shop.control({ clearFaults: true });
  assert.equal((await shop.notify(claim(id))).status, 200);
  const payment = await shop.until(paymentId, ({ status }) => status === "succeeded");
  assert.equal(payment.paidAt, new Date(paidAt).toISOString());
  const status = await eventually(
    () => shop.subscriptions.statusOf(DRIVER),
    ({ status }) => status === "active",
  );
  const until = "expiresAt" in status ? Date.parse(status.expiresAt) : 0;
  assert.equal(until - paidAt, 30 * 86_400_000);
});

Deno.test("fault 55: a notification after the clock was put back is looked into, whatever was answered before", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await registered(shop);
  assert.equal((await shop.notify(claim(id, "payment.waiting_for_capture"))).status, 200);
  await settled(shop, 1);
  shop.pass(-3_600_000);
  await shop.control({ payment: { id, action: "pay" } });
  assert.equal((await shop.notify(claim(id))).status, 200);
  await eventually(
    () => shop.payments.find(paymentId),
    (payment) => payment?.status === "succeeded",
  );
});

Deno.test("while YooKassa hangs, notifications are answered all the same", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { method: "GET", hang: true } });
  const ids = Array.from(
    { length: 60 },
    (_, index) => `${String(index).padStart(8, "0")}-000f-5000-8000-000000000000`,
  );
  const answers = await Promise.all(ids.map((id) => shop.notify(claim(id))));
  assert.deepEqual(answers.map(({ status }) => status), ids.map(() => 200));
  await Promise.all(answers.map((answer) => answer.body?.cancel()));
  assert.deepEqual(await shop.verdicts(), ids.map(() => "waiting"));
  const asked = await eventually(
    () => Promise.resolve(shop.asked("GET", "/v3/payments/")),
    (seen) => seen.length > 0,
  );
  assert.deepEqual(asked.map(({ status }) => status), asked.map(() => null));
  // Messages to drivers are not held up either: no more calls hang than there are seats for them.
  assert.ok(asked.length <= 6);
});
