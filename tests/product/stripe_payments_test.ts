// Stripe through the whole product: Checkout, signed webhooks by the `stripe` package, refunds, disputes, lost words.
import assert from "node:assert/strict";
import Stripe from "stripe";
import { createListen } from "../../infra/payments/listen.ts";
import { sweepProvider } from "../../infra/payments/sweep.ts";
import { startStripe } from "../../sandbox/stripe/server.ts";
import { DRIVER, eventually, type Product, startProduct } from "../support/product.ts";

const KEY = "sk_test_never_to_be_seen";
const SECRET = "whsec_first_never_to_be_seen";
const NEXT_SECRET = "whsec_second_never_to_be_seen";
const STAFF = { actor: { kind: "staff", id: "1" }, correlationId: "test" } as const;

/** The product with a Stripe of its own, which knows where its webhook is. */
async function startShop(environment: Record<string, string> = {}, options: { clock?: () => number } = {}) {
  const stripe = startStripe({ secretKey: KEY, retryMs: 20 });
  const product = await startProduct({
    PAYMENT_PROVIDERS: "stripe",
    STRIPE_BASE_URL: stripe.url,
    STRIPE_SECRET_KEY: KEY,
    STRIPE_WEBHOOK_SECRET: SECRET,
    ...environment,
  }, options);
  stripe.events.hook = { url: `${product.baseUrl}/webhooks/stripe`, secret: SECRET };
  return {
    product,
    stripe,
    command: (body: object) => product.control(stripe, body),
    async [Symbol.asyncDispose]() {
      await stripe.stop();
      await product[Symbol.asyncDispose]();
    },
  };
}

async function order(product: Product, tariffId = "month") {
  const client = await product.signIn();
  const { status, json } = await client.post("/api/payments", { tariffId, provider: "stripe" });
  assert.equal(status, 201);
  const session = /\/c\/pay\/(cs_\w+)$/.exec(json.confirmationUrl ?? "")?.[1] ?? "";
  return { client, paymentId: json.paymentId as string, session };
}

const paymentOf = async (product: Product, id: string) => (await product.app.payments.find(id))!;
const becomes = (product: Product, id: string, wanted: string) =>
  eventually(() => paymentOf(product, id), ({ status }) => status === wanted);
const eventsOf = async (product: Product, id: string) =>
  (await product.world.log.readStream(`payment-${id}`)).map(({ type }) => type);
const periods = async (product: Product) =>
  (await product.world.log.readStream(`subscription-${DRIVER}`)).filter(({ type }) =>
    type === "PeriodGranted"
  );
const verdicts = async (product: Product) =>
  (await product.app.payments.audit({ limit: 500 })).map(({ verdict, claim }) => [claim.eventType, verdict]);

/** Delivers a body as it is; the status of the answer. */
async function post(product: Product, body: string, signature: string | null): Promise<number> {
  const headers: Record<string, string> = signature === null ? {} : { "stripe-signature": signature };
  const response = await fetch(`${product.baseUrl}/webhooks/stripe`, { method: "POST", headers, body });
  await response.body?.cancel();
  return response.status;
}

const sign = (payload: string, secret = SECRET, timestamp = Math.floor(Date.now() / 1000)) =>
  Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp });

/** An event of a session that claims to be paid. */
function claim(session: string, paymentId: string, more: object = {}): string {
  const object = {
    id: session,
    object: "checkout.session",
    amount_total: 49_900,
    currency: "rub",
    created: 1,
    livemode: false,
    metadata: { payment_id: paymentId },
    payment_status: "paid",
    status: "complete",
    payment_intent: null,
  };
  const event = {
    id: "evt_made_up",
    object: "event",
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    type: "checkout.session.completed",
    data: { object },
    ...more,
  };
  return JSON.stringify(event, null, 2);
}

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

Deno.test("fault 34: bad signature, wrong secret, old or future stamp, re-serialised body: 400, noted, no event", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const { paymentId, session } = await order(product);
  const body = claim(session, paymentId);
  const now = Math.floor(Date.now() / 1000);
  const good = await sign(body);
  const bad: [string, string | null][] = [
    [body, null],
    [body, ""],
    [body, "t=1,v1=00"],
    [body, good.replace(/v1=/, "v0=")],
    [body, await sign(body, "whsec_of_somebody_else")],
    [body, await sign(body, SECRET, now - 301)],
    [body, await sign(body, SECRET, now + 3600)],
    [JSON.stringify(JSON.parse(body)), good],
    [body.replace("49900", "49901"), good],
  ];
  for (const [text, signature] of bad) assert.equal(await post(product, text, signature), 400);
  const noted = await eventually(() => verdicts(product), (all) => all.length === bad.length);
  assert.ok(noted.every(([, verdict]) => verdict === "bad_signature"));
  assert.deepEqual(await eventsOf(product, paymentId), [
    "PaymentRequested",
    "PaymentSubmitted",
    "PaymentRegistered",
  ]);
  assert.equal(await post(product, body, await sign(body, SECRET, now - 290)), 200);
  await becomes(product, paymentId, "succeeded");
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

Deno.test("fault 36: while a webhook's secret is changed both are good", async () => {
  await using shop = await startShop({ STRIPE_WEBHOOK_SECRET: `${SECRET},${NEXT_SECRET}` });
  const { product, stripe, command } = shop;
  const first = await order(product);
  await command({ pay: { session: first.session } });
  await becomes(product, first.paymentId, "succeeded");
  stripe.events.hook = { ...stripe.events.hook!, secret: NEXT_SECRET };
  const second = await order(product, "quarter");
  await command({ pay: { session: second.session } });
  await becomes(product, second.paymentId, "succeeded");
});

Deno.test("fault 37: one payment told under two event ids, and each many times, is one grant", async () => {
  await using shop = await startShop();
  const { product, stripe, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ events: { copies: 5 }, pay: { session } });
  await command({ again: { type: "checkout.session.completed", newId: true } });
  await becomes(product, paymentId, "succeeded");
  const told = await eventually(
    () => verdicts(product),
    (all) =>
      all.filter(([type, verdict]) => type === "checkout.session.completed" && verdict !== "waiting")
        .length === 6,
  );
  const ours = told.filter(([type]) => type === "checkout.session.completed").map(([, verdict]) => verdict);
  assert.deepEqual(ours.sort(), ["accepted", ...Array(5).fill("duplicate")]);
  assert.equal(new Set(stripe.events.sent.map(({ id }) => id)).size > 1, true);
  assert.equal((await periods(product)).length, 1);
  const types = await eventsOf(product, paymentId);
  assert.equal(types.filter((type) => type === "PaymentSucceeded").length, 1);
});

Deno.test("fault 38: an event of the other mode is rejected, however well it is signed", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const { paymentId, session } = await order(product);
  const body = claim(session, paymentId, { livemode: true });
  assert.equal(await post(product, body, await sign(body)), 400);
  const [[, verdict] = []] = await eventually(() => verdicts(product), (all) => all.length === 1);
  assert.equal(verdict, "mismatch");
  assert.equal((await paymentOf(product, paymentId)).status, "pending");
  assert.ok(product.logs.some((line) => line.includes("wrong kind")));
});

Deno.test("a session that is another sum, or another payment's, grants nothing", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const { paymentId, session } = await order(product);
  const cheap = claim(session, paymentId).replace("49900", "49899");
  assert.equal(await post(product, cheap, await sign(cheap)), 200);
  await becomes(product, paymentId, "mismatch");
  const foreign = claim("cs_test_of_another", "no-payment-of-ours");
  assert.equal(await post(product, foreign, await sign(foreign)), 200);
  await eventually(() => product.app.payments.orphans(), (all) => all.length === 1);
  assert.equal((await periods(product)).length, 0);
});

Deno.test("fault 13: an event that is never sent is found by asking", async () => {
  let ahead = 0;
  await using shop = await startShop({}, { clock: () => Date.now() + ahead });
  const { product, command } = shop;
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
  assert.ok(product.logs.some((line) => line.includes("Stripe refuses our key")));
});

Deno.test("staff give a part back and then the rest; what Stripe tells of it is no news", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  const { payments, subscriptions } = product.app;
  const back = (refundId: string, minor: number) =>
    payments.requestRefund(paymentId, {
      refundId,
      reason: "не подошло",
      amount: { minor, currency: "RUB" },
    }, STAFF);
  await back("refund-1", 9_900);
  await becomes(product, paymentId, "partially_refunded");
  assert.equal((await subscriptions.statusOf(DRIVER)).status, "active");
  await back("refund-2", 40_000);
  await becomes(product, paymentId, "refunded");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status !== "active");
  await eventually(
    () => verdicts(product),
    (all) =>
      all.filter(([type, verdict]) => type === "refund.created" && verdict === "duplicate").length === 2,
  );
  const payment = await paymentOf(product, paymentId);
  assert.deepEqual([payment.refundedMinor, payment.anomalies], [49_900, []]);
});

Deno.test("fault 51: money given back in Stripe's own cabinet ends the access it bought", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  await command({ refund: { session } });
  const payment = await becomes(product, paymentId, "refunded");
  assert.deepEqual(payment.anomalies, ["external_refund"]);
});

Deno.test("fault 53: a dispute suspends access, and its end restores it; an inquiry changes nothing", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  await eventually(() => periods(product), (all) => all.length === 1);
  const { subscriptions } = product.app;
  await command({ dispute: { session, status: "warning_needs_response" } });
  await eventually(
    () => verdicts(product),
    (all) => all.some(([type, verdict]) => type === "charge.dispute.created" && verdict === "ignored"),
  );
  await command({ dispute: { session, status: "needs_response" } });
  await becomes(product, paymentId, "disputed");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status !== "active");
  await command({ dispute: { session, status: "won" } });
  await becomes(product, paymentId, "succeeded");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
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
