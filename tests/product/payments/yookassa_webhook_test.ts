// The door of YooKassa's notifications: who is let in, what is taken, what is written down. Numbers are rows of the fault
// table.
import assert from "node:assert/strict";
import { eventually } from "../../support/product.ts";
import { startShop, WEBHOOK_TOKEN } from "../../support/shop.ts";
import { claim, NOBODY, settled } from "./notifications.ts";

const OTHER_TOKEN = "second-".padEnd(40, "y");

Deno.test("faults 22, 23: a stranger who knows a real payment gets 404 or 403, and nothing is asked or granted", async () => {
  await using shop = await startShop({ environment: { YOOKASSA_ALLOWED_IPS: "185.71.76.0/27" } });
  const { paymentId, id } = await shop.ordered();
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
  const { paymentId, id } = await shop.ordered();
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
  const { paymentId, id } = await shop.ordered();
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
