// The Stripe sandbox against the `stripe` package, an independent client of it, which also checks its signatures.
import assert from "node:assert/strict";
import Stripe from "stripe";
import { startStripe } from "../../sandbox/stripe/server.ts";

const KEY = "sk_test_sandbox";
const SECRET = "whsec_sandbox_test";
const NOW = Date.now();

function start() {
  const received: Stripe.Event[] = [];
  let answers: number[] = [];
  const shop = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const body = await request.text();
    const signature = request.headers.get("stripe-signature") ?? "";
    received.push(await Stripe.webhooks.constructEventAsync(body, signature, SECRET));
    return new Response(null, { status: answers.shift() ?? 200 });
  });
  const webhook = { url: `http://127.0.0.1:${shop.addr.port}/`, secret: SECRET };
  const sandbox = startStripe({ secretKey: KEY, webhook, retryMs: 10, now: () => NOW });
  const { port } = new URL(sandbox.url);
  const client = (key = KEY) =>
    new Stripe(key, {
      host: "127.0.0.1",
      port: Number(port),
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
      httpClient: Stripe.createFetchHttpClient(),
    });
  return {
    sandbox,
    stripe: client(),
    client,
    received,
    answerWith: (...statuses: number[]) => answers = statuses,
    async told(count: number) {
      while (received.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
      return received.map(({ type }) => type);
    },
    async [Symbol.asyncDispose]() {
      await sandbox.stop();
      await shop.shutdown();
    },
  };
}

const params = (
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams => ({
  mode: "payment",
  line_items: [{
    quantity: 1,
    price_data: { currency: "rub", unit_amount: 99_900, product_data: { name: "Подписка" } },
  }],
  success_url: "https://example.org/back",
  client_reference_id: "p1",
  metadata: { payment_id: "p1" },
  payment_intent_data: { metadata: { payment_id: "p1" } },
  ...more,
});

Deno.test("a session is opened, paid on its page, and told of by signed events", async () => {
  await using world = start();
  const { stripe, sandbox } = world;
  const opened = await stripe.checkout.sessions.create(params());
  assert.deepEqual([opened.status, opened.payment_status, opened.amount_total, opened.livemode], [
    "open",
    "unpaid",
    99_900,
    false,
  ]);
  const page = await (await fetch(opened.url!.replace("localhost", "127.0.0.1"))).text();
  assert.ok(page.includes("Подписка") && page.includes('lang="ru"') && page.includes("Оплатить"));
  const pay = (what: string) =>
    fetch(opened.url!.replace("localhost", "127.0.0.1"), {
      method: "POST",
      body: new URLSearchParams({ do: what }),
      redirect: "manual",
    });
  assert.ok((await (await pay("decline")).text()).includes("недостаточно денег"));
  const answer = await pay("pay");
  assert.equal(answer.headers.get("location"), "https://example.org/back");
  const types = await world.told(3);
  assert.deepEqual(types.toSorted(), [
    "checkout.session.completed",
    "payment_intent.payment_failed",
    "payment_intent.succeeded",
  ]);
  const whole = await stripe.checkout.sessions.retrieve(opened.id, {
    expand: ["payment_intent.latest_charge"],
  });
  const intent = whole.payment_intent as Stripe.PaymentIntent;
  assert.deepEqual([whole.payment_status, intent.metadata], ["paid", { payment_id: "p1" }]);
  assert.equal((intent.latest_charge as Stripe.Charge).amount, 99_900);
  const { data } = await stripe.checkout.sessions.list({ payment_intent: intent.id });
  assert.deepEqual(data.map(({ id }) => id), [opened.id]);
  assert.equal(sandbox.events.sent.length, 3);
});

Deno.test("what is not answered 2xx is sent again with a new signature, and nothing else is", async () => {
  await using world = start();
  world.answerWith(500, 400);
  const { id } = await world.stripe.checkout.sessions.create(params());
  world.sandbox.account.expire(id);
  const types = await world.told(3);
  assert.deepEqual(new Set(types), new Set(["checkout.session.expired"]));
  assert.equal(new Set(world.received.map(({ id }) => id)).size, 1);
});

Deno.test("a key repeats its first answer, a failure included, and refuses another call", async () => {
  await using world = start();
  const { stripe, sandbox } = world;
  const once = { idempotencyKey: "key-1" };
  const first = await stripe.checkout.sessions.create(params(), once);
  assert.equal((await stripe.checkout.sessions.create(params(), once)).id, first.id);
  await assert.rejects(
    () => stripe.checkout.sessions.create(params({ client_reference_id: "p2" }), once),
    Stripe.errors.StripeIdempotencyError,
  );
  const body = JSON.stringify({ keptFailures: { times: 1 } });
  await (await fetch(`${sandbox.url}/__control`, { method: "POST", body })).body?.cancel();
  for (let time = 0; time < 2; time++) {
    await assert.rejects(
      () => stripe.checkout.sessions.create(params(), { idempotencyKey: "key-2" }),
      Stripe.errors.StripeAPIError,
    );
  }
  assert.equal(sandbox.account.sessions.size, 1);
});

Deno.test("refunds stay within the charge, and foreign keys, ids and ends of sessions are refused", async () => {
  await using world = start();
  const { stripe, sandbox, client } = world;
  const { id } = await stripe.checkout.sessions.create(params());
  sandbox.account.pay(id);
  const payment_intent = sandbox.account.session(id).intent!;
  const refund = await stripe.refunds.create({
    payment_intent,
    amount: 1_000,
    metadata: { refund_id: "r1" },
  });
  assert.deepEqual([refund.status, refund.metadata?.["refund_id"]], ["succeeded", "r1"]);
  await assert.rejects(
    () => stripe.refunds.create({ payment_intent, amount: 98_901 }),
    Stripe.errors.StripeInvalidRequestError,
  );
  await assert.rejects(
    () => client("sk_test_other").refunds.list(),
    Stripe.errors.StripeAuthenticationError,
  );
  const unknown = await stripe.checkout.sessions.retrieve("cs_test_none").catch((error) => error);
  assert.equal(unknown.code, "resource_missing");
  const soon = Math.floor(NOW / 1000) + 60;
  await assert.rejects(() => stripe.checkout.sessions.create(params({ expires_at: soon })));
});

Deno.test("a session that is expired by the shop is told of, and nobody can pay it", async () => {
  await using world = start();
  const { stripe, sandbox } = world;
  const opened = await stripe.checkout.sessions.create(params());
  const expired = await stripe.checkout.sessions.expire(opened.id);
  assert.deepEqual([expired.id, expired.status, expired.url], [opened.id, "expired", null]);
  assert.deepEqual(await world.told(1), ["checkout.session.expired"]);
  const body = JSON.stringify({ pay: { session: opened.id } });
  const paid = await fetch(`${sandbox.url}/__control`, { method: "POST", body });
  await paid.body?.cancel();
  assert.equal(paid.ok, false);
  await assert.rejects(
    () => stripe.checkout.sessions.expire(opened.id),
    Stripe.errors.StripeInvalidRequestError,
  );
  const { payment_status, status } = await stripe.checkout.sessions.retrieve(opened.id);
  assert.deepEqual([payment_status, status], ["unpaid", "expired"]);
  const unknown = await stripe.checkout.sessions.expire("cs_test_none").catch((error) => error);
  assert.deepEqual([unknown.statusCode, unknown.code], [404, "resource_missing"]);
});

Deno.test("what was charged is found by its intent, with what went back of it", async () => {
  await using world = start();
  const { stripe, sandbox } = world;
  for (const reference of ["p1", "p2"]) {
    const { id } = await stripe.checkout.sessions.create(params({ client_reference_id: reference }));
    sandbox.account.pay(id);
  }
  const [first] = [...sandbox.account.intents.values()];
  const intent = await stripe.paymentIntents.retrieve(first!.id, { expand: ["latest_charge"] });
  assert.deepEqual([intent.status, intent.amount, (intent.latest_charge as Stripe.Charge).paid], [
    "succeeded",
    99_900,
    true,
  ]);
  assert.equal((await stripe.paymentIntents.retrieve(first!.id)).latest_charge, first!.charge);
  await stripe.refunds.create({ payment_intent: first!.id, amount: 900 });
  const { data } = await stripe.charges.list({ payment_intent: first!.id });
  assert.deepEqual(
    data.map(({ id, payment_intent, amount_refunded, refunded }) => [
      id,
      payment_intent,
      amount_refunded,
      refunded,
    ]),
    [[first!.charge, first!.id, 900, false]],
  );
  assert.equal((await stripe.charges.list()).data.length, 2);
  const unknown = await stripe.paymentIntents.retrieve("pi_none").catch((error) => error);
  assert.equal(unknown.code, "resource_missing");
  const nowhere = await stripe.customers.list().catch((error) => error);
  assert.deepEqual([nowhere.statusCode, nowhere.code, nowhere.type], [
    404,
    "url_invalid",
    "StripeInvalidRequestError",
  ]);
});
