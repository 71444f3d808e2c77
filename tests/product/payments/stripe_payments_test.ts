// Buying through Stripe's page with the whole product: Checkout, words that are lost, the comparison of books.
import assert from "node:assert/strict";
import { createListen } from "../../../infra/payments/listen.ts";
import { sweepProvider } from "../../../infra/payments/sweep.ts";
import { eventually, startProduct } from "../../support/product.ts";
import {
  becomes,
  KEY,
  order,
  paymentOf,
  periods,
  post,
  SECRET,
  STAFF,
  startShop,
  verdicts,
} from "./stripe_shop.ts";

Deno.test("a driver buys through Stripe's page and has access", async () => {
  await using shop = await startShop();
  const { product, stripe } = shop;
  const { client, paymentId, session } = await order(product);
  const page = await fetch(`${stripe.url}/c/pay/${session}`, {
    method: "POST",
    body: new URLSearchParams({ do: "pay" }),
    redirect: "manual",
  });
  assert.deepEqual([page.status, page.headers.get("location")], [
    303,
    `${product.baseUrl}/payments/${paymentId}`,
  ]);
  await page.body?.cancel();
  const payment = await becomes(product, paymentId, "succeeded");
  assert.equal(payment.providerPaymentId, session);
  assert.equal((await eventually(() => periods(product), (all) => all.length > 0)).length, 1);
  assert.equal((await client.get(`/api/payments/${paymentId}`)).json.status, "succeeded");
  assert.equal(payment.receivedMinor, 49_900);
});

Deno.test("fault 35: a completed session whose money is not there yet stays pending until it is", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session, later: true } });
  await eventually(
    () => verdicts(product),
    (all) => all.some(([type]) => type === "checkout.session.completed"),
  );
  await eventually(() => verdicts(product), (all) => all.every(([, verdict]) => verdict !== "waiting"));
  assert.equal((await paymentOf(product, paymentId)).status, "pending");
  assert.equal((await periods(product)).length, 0);
  await command({ settle: { session, paid: true } });
  await becomes(product, paymentId, "succeeded");
  assert.equal((await eventually(() => periods(product), (all) => all.length > 0)).length, 1);
});

Deno.test("money that does not come after all ends the payment", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session, later: true } });
  await command({ settle: { session, paid: false } });
  assert.equal((await becomes(product, paymentId, "canceled")).cancelReason, "general_decline");
  const other = await order(product, "quarter");
  await command({ expire: { session: other.session } });
  const expired = await becomes(product, other.paymentId, "canceled");
  assert.equal(expired.cancelReason, "expired_on_confirmation");
});

Deno.test("fault 13: an event that is never sent is found by asking", async () => {
  let ahead = 0;
  await using shop = await startShop({}, { clock: () => Date.now() + ahead });
  const { product, command } = shop;
  // The comparison of the start would find it as well.
  await eventually(() => product.app.payments.sweeps(), (reports) => reports.length > 0);
  const { paymentId, session } = await order(product);
  await command({ events: { drop: true }, pay: { session } });
  ahead = 61_000;
  await becomes(product, paymentId, "succeeded");
  const succeeded = (await product.world.log.readStream(`payment-${paymentId}`))
    .find(({ type }) => type === "PaymentSucceeded");
  assert.equal((succeeded!.data as { via: string }).via, "poll");
});

Deno.test("faults 3 and 4: an answer lost, or a failure Stripe keeps under the key, makes one session", async () => {
  await using shop = await startShop();
  const { product, stripe, command } = shop;
  await command({ fault: { path: "/v1/checkout/sessions", drop: true, times: 1 } });
  const client = await product.signIn();
  const buy = (tariffId: string) => client.post("/api/payments", { tariffId, provider: "stripe" });
  const first = (await buy("month")).json.paymentId;
  await becomes(product, first, "pending");
  assert.equal(stripe.account.sessions.size, 1);
  await command({ keptFailures: { times: 1, effect: true } });
  await becomes(product, (await buy("quarter")).json.paymentId, "pending");
  assert.equal(stripe.account.sessions.size, 2);
  await command({ keptFailures: { times: 1, effect: false } });
  await becomes(product, (await buy("year")).json.paymentId, "pending");
  assert.equal(stripe.account.sessions.size, 3);
});

Deno.test("fault 8: a key that Stripe refuses ends the order at once and calls a person", async () => {
  await using shop = await startShop({ STRIPE_SECRET_KEY: "sk_test_revoked" });
  const { product } = shop;
  const client = await product.signIn();
  const { json } = await client.post("/api/payments", { tariffId: "month", provider: "stripe" });
  await becomes(product, json.paymentId, "failed");
  await product.logged("Stripe refuses our key");
});

Deno.test("fault 62: the comparison of books takes in what was missed, and both sides agree to the kopeck", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await order(product, "quarter");
  await command({ events: { drop: true }, pay: { session } });
  await command({ refund: { session, amount: 9_900 } });
  const { payments } = product.app;
  const listen = createListen({ payments, alarm: () => {} });
  const stripe = payments.provider("stripe")!;
  await sweepProvider(stripe, { payments, listen, clock: Date.now }, STAFF);
  const { data } = await sweepProvider(stripe, { payments, listen, clock: Date.now }, STAFF);
  const sum = { count: 1, minor: 49_900, refundedMinor: 9_900 };
  assert.deepEqual([data.clean, data.remote, data.local], [true, sum, sum]);
  assert.equal((await paymentOf(product, paymentId)).status, "partially_refunded");
});

Deno.test("a payment that went back in part before we heard of it is known as that", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ events: { drop: true }, pay: { session } });
  await command({ refund: { session, amount: 9_900 } });
  await product.app.payments.recheck(paymentId, STAFF);
  const { status, refundedMinor } = await paymentOf(product, paymentId);
  assert.deepEqual([status, refundedMinor], ["partially_refunded", 9_900]);
});

Deno.test("nothing of the payer and no secret is kept or logged", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  const kept: string[] = [...product.logs];
  for await (const { key, value } of product.world.kv.list({ prefix: [] })) {
    const text = value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value);
    kept.push(`${JSON.stringify(key)} ${text}`);
  }
  const all = kept.join("\n");
  for (const needle of ["payer@example.org", "Плательщик", KEY, SECRET]) assert.ok(!all.includes(needle));
});

Deno.test("Stripe that is not switched on has no door", async () => {
  await using product = await startProduct();
  assert.equal(await post(product, "{}", "t=1,v1=00"), 404);
});
