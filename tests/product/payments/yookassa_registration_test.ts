// What happens when YooKassa does not answer a call properly: one payment there, whatever it takes. Numbers are rows of
// the fault table.
import assert from "node:assert/strict";
import { DRIVER, eventually } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const create = { method: "POST", path: "/v3/payments", times: 1 };

const keysOf = (shop: PaidProduct) => shop.asked("POST").map(({ note }) => note?.["key"]);

for (
  const [row, what, fault] of [
    [3, "the answer to the call is lost", { drop: true }],
    [4, "500 without effect", { status: 500 }],
    [4, "500 after the effect", { status: 500, afterEffect: true }],
    [5, "half an answer", { torn: true }],
    [5, "a page of HTML instead of JSON", { html: true }],
    [6, "202, to be asked again", { status: 202, body: { type: "processing", retry_after: 200 } }],
  ] as const
) {
  Deno.test(`fault ${row}: ${what}: the same key again, one payment there`, async () => {
    await using shop = await startShop();
    await shop.control({ fault: { ...create, ...fault } });
    const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
    const payment = await shop.until(paymentId, ({ status }) => status === "pending");
    assert.ok(payment.confirmationUrl);
    assert.deepEqual([shop.yookassa.shop.payments.size, keysOf(shop)], [1, [paymentId, paymentId]]);
    assert.ok((await shop.story(paymentId)).includes("PaymentRegistrationUnknown"));
  });
}

Deno.test("fault 7: too many calls: everybody waits a moment, nothing is unknown, nothing is lost", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { ...create, status: 429, retryAfter: 1 } });
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const payment = await shop.until(paymentId, ({ status }) => status === "pending");
  assert.equal(payment.registrationUnknown, false);
  assert.deepEqual(keysOf(shop), [paymentId, paymentId]);
});

Deno.test("fault 8: a refused account ends the payment at once, calls a person, and stops the calls", async () => {
  await using shop = await startShop();
  const client = await shop.product.signIn();
  await shop.control({ secretKey: "test_another-one-entirely" });
  const refused = (await shop.buy(client)).json;
  const { cancelReason } = await shop.until(refused.paymentId, ({ status }) => status === "failed");
  assert.equal(cancelReason, "provider_unavailable");
  const again = await eventually(() => shop.buy(client), ({ json }) => json.paymentId !== refused.paymentId);
  assert.equal(
    (await shop.until(again.json.paymentId, ({ status }) => status === "failed")).cancelReason,
    "provider_unavailable",
  );
  assert.equal(shop.asked("POST").length, 1);
  assert.equal(shop.yookassa.shop.payments.size, 0);
  await shop.product.logged("YooKassa refuses our account");
  // The key typed into the console is used with the next call.
  await shop.product.app.settings.change(
    "yookassa_secret_key",
    { value: "test_another-one-entirely", reason: "смена ключа" },
    { actor: { kind: "staff" }, correlationId: "test" },
  );
  const good = await eventually(() => shop.buy(client), ({ json }) => json.confirmationUrl != null);
  assert.equal(good.json.status, "pending");
});

Deno.test("fault 12: a key that was used with another body is our mistake: the payment fails closed, a person is called", async () => {
  await using shop = await startShop();
  const error = {
    type: "error",
    code: "invalid_request",
    description: "Idempotence key duplicated",
    parameter: "Idempotence-Key",
  };
  await shop.control({ fault: { ...create, status: 400, body: error } });
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  await shop.until(paymentId, ({ status }) => status === "failed");
  await shop.product.logged("YooKassa refuses the form of a call");
  assert.equal(shop.yookassa.shop.payments.size, 0);
});

Deno.test("fault 11: a day later the key would make a second payment: it is looked for instead", async () => {
  await using shop = await startShop();
  await shop.control({ fault: [{ ...create, drop: true }, { ...create, times: 50, status: 500 }] });
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  await shop.until(paymentId, ({ registrationUnknown }) => registrationUnknown);
  const theirs = [...shop.yookassa.shop.payments.values()];
  assert.equal(theirs.length, 1);
  await shop.control({
    notifications: { drop: true },
    payment: { id: theirs[0]!.id, action: "pay" },
    clearFaults: true,
  });
  const posts = shop.asked("POST").length;
  shop.pass(24 * HOUR);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  assert.equal(shop.yookassa.shop.payments.size, 1);
  assert.ok(shop.asked("POST").length <= posts + 1);
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
});

Deno.test("faults 9, 10: the process dies around the call; after the start the same key makes the one payment", async () => {
  const folder = await Deno.makeTempDir({ prefix: "cargotech-" });
  const environment = { KV_PATH: `${folder}/store.kv` };
  try {
    let paymentId = "";
    {
      await using before = await startShop({ environment });
      await before.control({ fault: { method: "POST", path: "/v3/payments", hang: true } });
      paymentId = (await before.buy(await before.product.signIn())).json.paymentId;
      assert.equal((await before.payments.find(paymentId))!.status, "requested");
      assert.equal(before.yookassa.shop.payments.size, 0);
    }
    await using after = await startShop({ environment });
    const payment = await after.until(paymentId, ({ status }) => status === "pending");
    assert.ok(payment.confirmationUrl);
    assert.deepEqual([after.yookassa.shop.payments.size, keysOf(after)], [1, [paymentId]]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("fault 54: the provider is down all along: after an hour nothing is half open", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { path: "/v3/", status: 500 } });
  const client = await shop.product.signIn();
  const { paymentId } = (await shop.buy(client)).json;
  shop.pass(HOUR + MINUTE);
  await shop.until(paymentId, ({ status }) => status === "expired");
  await shop.control({ clearFaults: true });
  const next = await eventually(() => shop.buy(client), ({ json }) => json.confirmationUrl != null);
  assert.notEqual(next.json.paymentId, paymentId);
});

Deno.test("fault 2: the money comes before the answer to our call; the answer changes nothing", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { ...create, drop: true } });
  const buying = shop.product.signIn().then((client) => shop.buy(client));
  const [theirs] = await eventually(
    () => Promise.resolve([...shop.yookassa.shop.payments.values()]),
    (seen) => seen.length > 0,
  );
  await shop.control({ payment: { id: theirs!.id, action: "pay" } });
  const { paymentId } = (await buying).json;
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  assert.equal((await shop.story(paymentId)).filter((type) => type === "PaymentSucceeded").length, 1);
});

Deno.test("with a VAT code every payment carries a receipt of exactly its sum, sent where the driver said", async () => {
  await using shop = await startShop({
    environment: {
      YOOKASSA_VAT_CODE: "11",
      YOOKASSA_TAX_SYSTEM_CODE: "2",
      YOOKASSA_PAYMENT_MODE: "full_payment",
    },
  });
  const client = await shop.product.signIn();
  const bought = await client.post("/api/payments", {
    tariffId: "month",
    provider: "yookassa",
    receiptContact: "+7 912 345-67-89",
  });
  await shop.until(bought.json.paymentId, ({ status }) => status === "pending");
  const submitted = (await shop.product.world.log.readStream(`payment-${bought.json.paymentId}`))
    .find(({ type }) => type === "PaymentSubmitted")!;
  assert.doesNotMatch(String(submitted.data["body"]), /9123456789/);
  const { receipt } = JSON.parse(
    (await shop.product.world.vault.openEvent(submitted)).data["body"] as string,
  );
  assert.deepEqual([receipt.customer, receipt.tax_system_code], [{ phone: "79123456789" }, 2]);
  assert.deepEqual(
    receipt.items.map((
      item: Record<string, unknown>,
    ) => [item["vat_code"], item["amount"], item["payment_mode"]]),
    [
      [11, { value: "499.00", currency: "RUB" }, "full_payment"],
    ],
  );
  // Fault 60: the tax office refuses the receipt: access stays, the accountant is called.
  const id = await shop.theirId(bought.json.paymentId);
  await shop.control({
    pretend: { id, fields: { receipt_registration: "canceled" } },
    payment: { id, action: "pay" },
  });
  const paid = await shop.until(bought.json.paymentId, ({ status }) => status === "succeeded");
  assert.deepEqual(paid.anomalies, ["receipt_refused"]);
  await shop.product.logged("a tax receipt was refused");
});
