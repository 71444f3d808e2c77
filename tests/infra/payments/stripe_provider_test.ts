// Stripe as a provider of ours against its sandbox: sessions, refunds, lists, and answers that are none.
import assert from "node:assert/strict";
import type { Order } from "../../../domain/payments/ports.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import { createStripe } from "../../../infra/payments/stripe/provider.ts";
import { startStripe } from "../../../sandbox/stripe/server.ts";

const KEY = "sk_test_provider";
const NOW = Date.parse("2026-11-21T10:00:00.000Z");

function start({ key = KEY }: { key?: string } = {}) {
  const stripe = startStripe({ secretKey: KEY, now: () => NOW });
  const world = { now: NOW };
  const alarms: string[] = [];
  const stopping = new AbortController();
  const provider = createStripe({
    baseUrl: stripe.url,
    secretKey: { read: () => Promise.resolve(key), known: key },
    returnUrl: (paymentId) => `https://example.org/payments/${paymentId}`,
    clock: () => world.now,
    signal: stopping.signal,
    alarm: (message) => alarms.push(message),
  });
  return {
    stripe,
    world,
    provider,
    alarms,
    stopping,
    account: stripe.account,
    control: (command: object) =>
      fetch(`${stripe.url}/__control`, { method: "POST", body: JSON.stringify(command) })
        .then((response) => response.json()),
    [Symbol.asyncDispose]: () => stripe.stop(),
  };
}
type Shop = ReturnType<typeof start>;

const order = (paymentId: string): Order => ({
  paymentId,
  driverId: 1,
  amount: kopecks(49_900),
  tariff: { id: "month", name: "Месяц", days: 30 },
});

async function session({ provider }: Shop, paymentId: string): Promise<string> {
  const made = await provider.create(provider.prepare(order(paymentId)));
  assert.ok(!("rejected" in made));
  return made.providerPaymentId;
}

Deno.test("an order becomes a session with our mark, its price in kopecks, and an end within the hour", async () => {
  await using shop = start();
  const { provider, account } = shop;
  const call = provider.prepare(order("p1"));
  const made = await provider.create(call);
  assert.ok(!("rejected" in made));
  const { confirmationUrl, providerPaymentId, ...rest } = made;
  assert.ok(confirmationUrl!.endsWith(`/c/pay/${providerPaymentId}`));
  assert.deepEqual(rest, {
    provider: "stripe",
    status: "pending",
    amount: { minor: 49_900, currency: "RUB" },
    createdAt: "2026-11-21T10:00:00.000Z",
    test: true,
    paymentId: "p1",
  });
  const kept = account.sessions.get(providerPaymentId)!;
  assert.deepEqual([kept.metadata, kept.intentMetadata, kept.expiresAt - kept.created], [
    { payment_id: "p1" },
    { payment_id: "p1" },
    3600,
  ]);
  // The same key and body make the same session.
  const again = await provider.create(call);
  assert.equal("rejected" in again || again.providerPaymentId, providerPaymentId);
  const other = { ...call, body: call.body.replace("49900", "1") };
  const reused = await provider.create(other);
  assert.equal("rejected" in reused && reused.rejected.code, "idempotency_key_reused");
});

Deno.test("a session is read as it is: open, paid, paid later, failed, expired, given back", async () => {
  await using shop = start();
  const { provider, account } = shop;
  const look = async (id: string) => {
    const { status, paidAt, canceled, refunded } = (await provider.load(id))!;
    return [status, paidAt, canceled?.reason, refunded?.minor];
  };
  const paid = await session(shop, "p1");
  account.pay(paid);
  assert.deepEqual(await look(paid), ["succeeded", "2026-11-21T10:00:00.000Z", undefined, undefined]);
  account.refund(account.session(paid).intent!, { amount: 100 });
  assert.deepEqual((await look(paid))[3], 100);
  const later = await session(shop, "p2");
  account.pay(later, { later: true });
  assert.equal((await look(later))[0], "pending");
  account.settle(later, false);
  assert.deepEqual((await look(later)).slice(0, 3), ["canceled", undefined, "general_decline"]);
  const declined = await session(shop, "p3");
  account.decline(declined, "insufficient_funds");
  assert.equal((await look(declined))[0], "pending");
  account.expire(declined);
  assert.deepEqual((await look(declined)).slice(0, 3), ["canceled", undefined, "expired_on_confirmation"]);
});

Deno.test("fault 29: an id that is none of Stripe's is not asked about", async () => {
  await using shop = start();
  for (const id of ["../refunds", "cs_test_x/../..", "cs_" + "x".repeat(10_000), ""]) {
    assert.equal(await shop.provider.load(id), null);
    assert.equal(await shop.provider.loadRefund(id), null);
  }
  assert.equal(shop.stripe.controls.log.entries().length, 0);
  assert.equal(await shop.provider.load("cs_test_unknown"), null);
});

Deno.test("refunds go by the session, a part at a time, never more than came, once under one key", async () => {
  await using shop = start();
  const { provider, account } = shop;
  const id = await session(shop, "p1");
  const asked = { paymentId: "p1", driverId: 1, providerPaymentId: id };
  const early = await provider.refund({
    ...asked,
    refundId: "r0",
    amount: kopecks(1),
    idempotenceKey: "r0",
  });
  assert.ok("rejected" in early);
  account.pay(id);
  const part = { ...asked, refundId: "r1", amount: kopecks(9_900), idempotenceKey: "r1" };
  const back = await provider.refund(part);
  assert.ok(!("rejected" in back));
  assert.deepEqual([back.status, back.providerPaymentId, back.refundId, back.amount.minor], [
    "succeeded",
    id,
    "r1",
    9_900,
  ]);
  await provider.refund(part);
  const more = await provider.refund({
    ...part,
    refundId: "r2",
    amount: kopecks(40_001),
    idempotenceKey: "r2",
  });
  assert.ok("rejected" in more);
  assert.deepEqual(await provider.loadRefund(back.providerRefundId), back);
  assert.deepEqual(await Array.fromAsync(provider.listRefunds("2026-11-21T00:00:00.000Z")), [back]);
  assert.equal(account.refunds.size, 1);
});

Deno.test("fault 49: a failure Stripe keeps under a refund's key is looked up, then asked under another", async () => {
  await using shop = start();
  const { provider, account, control } = shop;
  const id = await session(shop, "p1");
  account.pay(id);
  const asked = { paymentId: "p1", driverId: 1, providerPaymentId: id };
  await control({ keptFailures: { times: 1, effect: true } });
  const found = await provider.refund({
    ...asked,
    refundId: "r1",
    amount: kopecks(100),
    idempotenceKey: "r1",
  });
  assert.equal("rejected" in found || found.refundId, "r1");
  await control({ keptFailures: { times: 1 } });
  const anew = await provider.refund({
    ...asked,
    refundId: "r2",
    amount: kopecks(100),
    idempotenceKey: "r2",
  });
  assert.equal("rejected" in anew || anew.refundId, "r2");
  assert.equal(account.refunds.size, 2);
});

Deno.test("lists of more than a page are read to their end", async () => {
  await using shop = start();
  for (let one = 0; one < 120; one++) {
    shop.account.open({
      amount: 100,
      currency: "rub",
      name: "x",
      reference: `p${one}`,
      metadata: {},
      intentMetadata: {},
      successUrl: "https://example.org",
      cancelUrl: null,
      expiresAt: undefined,
    });
  }
  const all = await Array.fromAsync(shop.provider.list("2026-11-21T00:00:00.000Z"));
  assert.equal(new Set(all.map(({ paymentId }) => paymentId)).size, 120);
  assert.deepEqual(await Array.fromAsync(shop.provider.list("2026-11-22T00:00:00.000Z")), []);
});

Deno.test("faults 5, 7, 8: torn, busy and unwelcome are told apart", async () => {
  await using shop = start();
  const { provider, control } = shop;
  const kinds: [string, object][] = [
    ["unknown", { torn: true }],
    ["unknown", { html: true, status: 200 }],
    ["unknown", { drop: true }],
    ["unknown", { status: 503 }],
    ["busy", { status: 429 }],
    ["account", { status: 401 }],
    ["forbidden", { status: 403 }],
  ];
  for (const [index, [kind, fault]] of kinds.entries()) {
    await control({ clearFaults: true, fault: { path: "/v1/checkout/sessions", ...fault } });
    await assert.rejects(
      () => provider.create(provider.prepare(order(`p${index}`))),
      (error) => error instanceof ProviderFailure && error.kind === kind,
      JSON.stringify(fault),
    );
  }
  assert.deepEqual(shop.alarms, ["Stripe refuses our key", "Stripe forbids a call"]);
});

Deno.test("what our key has no right to is told at most every ten minutes, each right by itself", async () => {
  await using shop = start();
  const { provider, control, alarms, world } = shop;
  await control({ fault: { path: "/v1/checkout/sessions", status: 403 } });
  await control({ fault: { path: "/v1/refunds", status: 403 } });
  const forbidden = { name: "ProviderFailure", kind: "forbidden" };
  const ask = async () => {
    await assert.rejects(provider.load("cs_test_1"), forbidden);
    await assert.rejects(Array.fromAsync(provider.list("2026-11-21T00:00:00.000Z")), forbidden);
    await assert.rejects(provider.loadRefund("re_1"), forbidden);
  };
  await ask();
  world.now += 599_999;
  await ask();
  assert.equal(alarms.length, 2);
  world.now += 1;
  await ask();
  assert.equal(alarms.length, 4);
});

Deno.test("a refusal to be read is no answer", async () => {
  await using shop = start();
  await shop.control({ fault: { status: 400 } });
  const noAnswer = { name: "ProviderFailure", kind: "unknown" };
  await assert.rejects(shop.provider.load("cs_test_1"), noAnswer);
  await assert.rejects(Array.fromAsync(shop.provider.listRefunds("2026-11-21T00:00:00.000Z")), noAnswer);
});

Deno.test("a question that hangs ends when the product stops", async () => {
  await using shop = start();
  await shop.control({ fault: { path: "/v1/checkout/sessions", hang: true } });
  const asked = shop.provider.create(shop.provider.prepare(order("p1")));
  shop.stopping.abort();
  await assert.rejects(asked, ProviderFailure);
});

Deno.test("which money is ours is in the key", async () => {
  await using live = start({ key: "sk_live_x" });
  await using play = start();
  assert.deepEqual([live.provider.account.test, play.provider.account.test], [false, true]);
});
