// What our stand-in for YooKassa does as documented, and how it misbehaves when it is told to.
import assert from "node:assert/strict";
import { startYooKassa } from "../../../sandbox/yookassa/server.ts";

const body = {
  amount: { value: "10.00", currency: "RUB" },
  capture: true,
  confirmation: { type: "redirect", return_url: "https://example.org" },
};

function start() {
  const sandbox = startYooKassa({ shopId: "1", secretKey: "test_k", notificationUrl: null });
  const call = async (
    method: string,
    path: string,
    { key, json, auth = "1:test_k", type = "application/json" }: {
      key?: string;
      json?: unknown;
      auth?: string;
      type?: string;
    } = {},
  ) => {
    const response = await fetch(`${sandbox.url}/v3${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa(auth)}`,
        ...(key !== undefined && { "idempotence-key": key }),
        ...(json !== undefined && { "content-type": type }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return { status: response.status, json: await response.json() };
  };
  return { ...sandbox, call, [Symbol.asyncDispose]: () => sandbox.stop() };
}

Deno.test("wrong credentials are 401, a missing or long key is 400", async () => {
  await using shop = start();
  assert.equal((await shop.call("GET", "/payments", { auth: "1:wrong" })).json.code, "invalid_credentials");
  assert.equal((await shop.call("POST", "/payments", { json: body })).json.parameter, "Idempotence-Key");
  assert.equal((await shop.call("POST", "/payments", { json: body, key: "x".repeat(65) })).status, 400);
});

Deno.test("another method at an address is 405, no address is 404, a body that is not JSON is 415", async () => {
  await using shop = start();
  const { id } = (await shop.call("POST", "/payments", { json: body, key: "k" })).json;
  const wrong = [
    "PUT /payments",
    `DELETE /payments/${id}`,
    `POST /payments/${id}`,
    "PATCH /refunds",
    "POST /me",
  ];
  for (const call of [...wrong, `GET /payments/${id}/capture`]) {
    const [method = "", path = ""] = call.split(" ");
    const { status, json } = await shop.call(method, path, { key: "other" });
    assert.deepEqual([status, json.type, json.code], [405, "error", "invalid_request"], call);
  }
  for (const call of ["PUT /receipt", "GET /receipts", `POST /payments/${id}/pay`]) {
    const [method = "", path = ""] = call.split(" ");
    assert.deepEqual((await shop.call(method, path, { key: "other" })).json.code, "not_found", call);
  }
  const form = await shop.call("POST", "/payments", { json: body, key: "f", type: "text/plain" });
  assert.deepEqual([form.status, form.json.type], [415, "error"]);
  const charset = { json: body, key: "u", type: "application/json; charset=utf-8" };
  assert.equal((await shop.call("POST", "/payments", charset)).status, 200);
  assert.equal(shop.shop.payments.size, 2);
});

Deno.test("money goes back in the currency it came in", async () => {
  await using shop = start();
  const { id } = (await shop.call("POST", "/payments", { json: body, key: "k" })).json;
  shop.shop.pay(shop.shop.payment(id));
  const back = (currency: string) =>
    shop.call("POST", "/refunds", {
      key: currency,
      json: { payment_id: id, amount: { value: "1.00", currency } },
    });
  const { status, json } = await back("USD");
  assert.deepEqual([status, json.code, json.parameter], [400, "invalid_request", "amount.currency"]);
  assert.equal(shop.shop.refunds.size, 0);
  assert.equal((await back("RUB")).json.status, "succeeded");
});

Deno.test("a key is remembered for a day: the object as it is now, then a new one", async () => {
  await using shop = start();
  const first = (await shop.call("POST", "/payments", { json: body, key: "k" })).json;
  shop.shop.pay(shop.shop.payment(first.id));
  assert.deepEqual((await shop.call("POST", "/payments", { json: body, key: "k" })).json.status, "succeeded");
  shop.shop.advance(24 * 3_600_000);
  assert.notEqual((await shop.call("POST", "/payments", { json: body, key: "k" })).json.id, first.id);
});

Deno.test("what nobody pays within the hour is canceled by the provider", async () => {
  await using shop = start();
  const { id } = (await shop.call("POST", "/payments", { json: body, key: "k" })).json;
  shop.shop.advance(3_600_000);
  const { status, cancellation_details } = (await shop.call("GET", `/payments/${id}`)).json;
  assert.deepEqual([status, cancellation_details], ["canceled", {
    party: "yoo_money",
    reason: "expired_on_confirmation",
  }]);
});

Deno.test("lists are newest first, filtered by time, with a cursor", async () => {
  await using shop = start();
  const ids = [];
  for (const key of ["a", "b", "c"]) {
    ids.unshift((await shop.call("POST", "/payments", { json: body, key })).json.id);
    shop.shop.advance(1_000);
  }
  const first = (await shop.call("GET", "/payments?limit=2")).json;
  const second = (await shop.call("GET", `/payments?limit=2&cursor=${first.next_cursor}`)).json;
  assert.deepEqual([...first.items, ...second.items].map(({ id }: { id: string }) => id), ids);
  assert.equal(second.next_cursor, undefined);
  const since = first.items[0].created_at;
  assert.equal((await shop.call("GET", `/payments?created_at.gte=${since}`)).json.items.length, 1);
  assert.equal((await shop.call("GET", "/payments?limit=101")).status, 400);
});

Deno.test("a receipt must sum up to the payment", async () => {
  await using shop = start();
  const item = { description: "x", quantity: 1, amount: { value: "9.99", currency: "RUB" }, vat_code: 1 };
  const receipt = { customer: { email: "a@example.org" }, items: [item] };
  const answer = await shop.call("POST", "/payments", { json: { ...body, receipt }, key: "k" });
  assert.deepEqual([answer.status, answer.json.parameter], [400, "receipt.items"]);
});

Deno.test("notifications come as told: twice, in the wrong order, from another address, or never", async () => {
  const heard: { event: string; from: string | null }[] = [];
  const receiver = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    heard.push({ event: (await request.json()).event, from: request.headers.get("x-forwarded-for") });
    return new Response();
  });
  await using shop = start();
  shop.notifier.url = `http://127.0.0.1:${receiver.addr.port}/`;
  const pay = async (key: string) => {
    const { id } = (await shop.call("POST", "/payments", { json: body, key })).json;
    shop.shop.pay(shop.shop.payment(id));
    return shop.shop.payment(id);
  };
  shop.notifier.manners = { copies: 2, sourceIp: "185.71.76.1" };
  await pay("a");
  shop.notifier.manners = { drop: true };
  await pay("b");
  shop.notifier.manners = { reorder: true };
  shop.shop.refund(await pay("c"), { minor: 100 });
  await shop.notifier.idle();
  shop.notifier.flush();
  await shop.notifier.idle();
  await receiver.shutdown();
  assert.deepEqual(heard.slice(0, 2), Array(2).fill({ event: "payment.succeeded", from: "185.71.76.1" }));
  assert.deepEqual(heard.slice(2).map(({ event }) => event).sort(), [
    "payment.succeeded",
    "refund.succeeded",
  ]);
  assert.deepEqual(shop.notifier.deliveries.slice(2).map(({ event }) => event), [
    "refund.succeeded",
    "payment.succeeded",
  ]);
});

Deno.test("the payment page says what it is, takes the decision and sends the payer back", async () => {
  await using shop = start();
  const { confirmation } =
    (await shop.call("POST", "/payments", { json: { ...body, description: "<b>Месяц</b>" }, key: "k" })).json;
  const page = await (await fetch(confirmation.confirmation_url)).text();
  assert.match(page, /10,00 ₽/);
  assert.ok(!page.includes("<b>Месяц"));
  const orderId = new URL(confirmation.confirmation_url).searchParams.get("orderId")!;
  const form = new URLSearchParams({ orderId, decision: "decline", reason: "insufficient_funds" });
  const back = await fetch(`${shop.url}/checkout/decision`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  await back.body?.cancel();
  assert.deepEqual([back.status, back.headers.get("location")], [303, "https://example.org"]);
  assert.equal(shop.shop.payment(orderId).cancellation?.reason, "insufficient_funds");
  assert.match(await (await fetch(confirmation.confirmation_url)).text(), /Платёж отклонён/);
});
