// What Stripe tells by itself: events signed as the `stripe` package signs them, and everything that is not one.
import assert from "node:assert/strict";
import { eventually } from "../../support/product.ts";
import {
  becomes,
  claim,
  eventsOf,
  NEXT_SECRET,
  order,
  paymentOf,
  periods,
  post,
  SECRET,
  sign,
  startShop,
  verdicts,
} from "./stripe_shop.ts";

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
  assert.equal((await eventually(() => periods(product), (all) => all.length > 0)).length, 1);
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
  await product.logged("wrong kind");
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
