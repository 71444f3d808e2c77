// Signed events that lack something: Stripe has its answer at once, and what can be understood of them counts.
import assert from "node:assert/strict";
import { eventually, type Product } from "../../support/product.ts";
import {
  becomes,
  claim,
  eventsOf,
  order,
  paymentOf,
  post,
  sign,
  startShop,
  verdicts,
} from "./stripe_shop.ts";

type Json = Record<string, unknown>;

async function told(product: Product, body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  return await post(product, text, await sign(text));
}

function without(object: Json, ...names: string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function paidEvent(session: string, paymentId: string): Json & { data: { object: Json } } {
  return JSON.parse(claim(session, paymentId));
}

/** Every row of the audit with its verdict, once there are so many and none waits. */
async function judged(product: Product, count: number): Promise<unknown[]> {
  const rows = await eventually(
    () => verdicts(product),
    (all) => all.length === count && all.every(([, verdict]) => verdict !== "waiting"),
  );
  return rows.map(([, verdict]) => verdict);
}

Deno.test("fault 32: a paid session is paid whatever else its event leaves out", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const thin: ((event: Json & { data: { object: Json } }) => Json)[] = [
    (event) => ({ ...event, data: { object: without(event.data.object, "created") } }),
    (event) => ({ ...event, data: { object: without(event.data.object, "payment_intent") } }),
    (event) => ({ ...event, data: { object: without(event.data.object, "livemode") } }),
    (event) => ({ ...event, data: { object: without(event.data.object, "status", "url") } }),
    (event) => without(event, "created", "livemode", "object"),
  ];
  for (const [index, drop] of thin.entries()) {
    const tariff = ["month", "quarter", "half_year", "year", "month"][index]!;
    const { paymentId, session } = await order(product, tariff);
    const event = paidEvent(session, paymentId);
    event.data.object["amount_total"] = (await paymentOf(product, paymentId)).amount.minor;
    assert.equal(await told(product, drop(event)), 200);
    await becomes(product, paymentId, "succeeded");
  }
  assert.deepEqual(await judged(product, thin.length), thin.map(() => "accepted"));
});

Deno.test("fault 32: an event that cannot be understood is answered, noted and changes nothing", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const { paymentId, session } = await order(product);
  const event = paidEvent(session, paymentId);
  const { object } = event.data;
  const before = await eventsOf(product, paymentId);
  const dispute = { id: "du_1", payment_intent: "pi_1", status: "lost" };
  const bad: unknown[] = [
    "event",
    without(event, "data"),
    { ...event, data: {} },
    { ...event, data: { object: {} } },
    { ...event, data: { object: without(object, "id") } },
    { ...event, data: { object: without(object, "payment_status") } },
    { ...event, data: { object: { ...object, created: "yesterday" } } },
    { ...event, type: "refund.created", data: {} },
    { ...event, type: "refund.created", data: { object: { id: "re_1", payment_intent: "pi_1" } } },
    { ...event, type: "charge.dispute.closed", data: {} },
    without({ ...event, type: "charge.dispute.closed", data: { object: dispute } }, "created"),
  ];
  for (const body of bad) assert.equal(await told(product, body), 200, JSON.stringify(body));
  assert.deepEqual(await judged(product, bad.length), bad.map(() => "bad_shape"));
  for (const type of ["charge.refunded", "customer.created", "no.such.type"]) {
    assert.equal(await told(product, { ...event, type, data: {} }), 200);
  }
  const all = await judged(product, bad.length + 3);
  assert.deepEqual(all.filter((verdict) => verdict !== "bad_shape"), ["ignored", "ignored", "ignored"]);
  assert.deepEqual(await eventsOf(product, paymentId), before);
});

Deno.test("a refund that leaves out its marks, its time or its state is taken for what it tells", async () => {
  await using shop = await startShop();
  const { product, stripe, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  await command({ events: { drop: true } });
  const intent = stripe.account.session(session).intent!;
  const refund = (id: string) => ({
    id,
    object: "refund",
    amount: 10_000,
    currency: "rub",
    created: Math.floor(Date.now() / 1000),
    status: "succeeded",
    metadata: {},
    payment_intent: intent,
  });
  const event = (object: Json) => ({
    ...paidEvent(session, paymentId),
    type: "refund.created",
    data: { object },
  });
  assert.equal(await told(product, event(without(refund("re_1"), "metadata"))), 200);
  assert.equal(await told(product, event(without(refund("re_2"), "created"))), 200);
  await eventually(() => paymentOf(product, paymentId), ({ refundedMinor }) => refundedMinor === 20_000);
  assert.equal(await told(product, event(without(refund("re_3"), "status"))), 200);
  await eventually(
    () => verdicts(product),
    (all) => all.every(([, verdict]) => verdict !== "waiting"),
  );
  assert.equal((await paymentOf(product, paymentId)).refundedMinor, 20_000);
});

Deno.test("money Stripe tells of by its charge alone is looked up, and counts once however it is told", async () => {
  await using shop = await startShop();
  const { product, stripe, command } = shop;
  const { client, paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  await command({ events: { drop: true }, refund: { session } });
  const intent = stripe.account.session(session).intent!;
  const charge = {
    id: "ch_1",
    object: "charge",
    amount: 49_900,
    amount_refunded: 49_900,
    payment_intent: intent,
  };
  const event = (type: string, object: Json) => ({
    ...paidEvent(session, paymentId),
    type,
    data: { object },
  });
  for (let time = 0; time < 2; time++) {
    assert.equal(await told(product, event("charge.refunded", charge)), 200);
  }
  await becomes(product, paymentId, "refunded");
  assert.equal((await client.get("/api/me")).json.subscription.status, "none");
  const made = stripe.events.made().findLast(({ type }) => type === "refund.created")!;
  assert.equal(await told(product, event("refund.created", made.data.object)), 200);
  const another = { ...charge, payment_intent: "pi_of_nobody" };
  assert.equal(await told(product, event("charge.refunded", another)), 200);
  const all = await eventually(
    () => verdicts(product),
    (rows) =>
      rows.filter(([type]) => type === "charge.refunded" || type === "refund.created").length === 4 &&
      rows.every(([, verdict]) => verdict !== "waiting"),
  );
  const ours = all.filter(([type]) => type === "charge.refunded" || type === "refund.created");
  assert.deepEqual(ours.map(([, verdict]) => verdict).sort(), [
    "accepted",
    "duplicate",
    "duplicate",
    "unknown_object",
  ]);
  assert.equal((await eventsOf(product, paymentId)).filter((type) => type === "PaymentRefunded").length, 1);
});
