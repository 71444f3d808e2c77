// Stars against the sandbox's Telegram: invoices, the bot's books, refunds, and what Telegram refuses.
import assert from "node:assert/strict";
import { invoiceOf } from "../../../domain/payments/checkout/invoice.ts";
import type { Order } from "../../../domain/payments/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import { stars } from "../../../domain/shared/money.ts";
import { createStars } from "../../../infra/payments/stars/provider.ts";
import { createApi } from "../../../infra/telegram/bot_api.ts";
import { startTelegram } from "../../../sandbox/telegram/server.ts";

const TOKEN = "7000000001:sandbox-token";
const DRIVER = 700_000_101;
const NOW = Date.parse("2026-11-21T10:00:00.000Z");

function start(renews = false, token = TOKEN) {
  const telegram = startTelegram({
    botToken: TOKEN,
    botUsername: "bot",
    appUrl: "http://localhost",
    dispatchChatId: -1,
    now: () => NOW,
  });
  const provider = createStars({ api: createApi(token, telegram.url), clock: () => NOW, renews });
  async function control(command: object) {
    const body = JSON.stringify(command);
    return await (await fetch(`${telegram.url}/__control`, { method: "POST", body })).json();
  }
  return {
    provider,
    control,
    pay: async (link: string) =>
      (await control({ pay: { userId: DRIVER, link, unasked: true } })).payment.chargeId as string,
    log: async () => (await (await fetch(`${telegram.url}/__control/log`)).json()) as { path: string }[],
    [Symbol.asyncDispose]: () => telegram.stop(),
  };
}

const order = (paymentId: string, days = 30): Order => ({
  paymentId,
  driverId: DRIVER,
  amount: stars(350),
  tariff: { id: "month", name: "Месяц с очень длинным названием тарифа", days },
});

async function link(provider: ReturnType<typeof createStars>, paymentId: string): Promise<string> {
  const made = await provider.create(provider.prepare(order(paymentId)));
  assert.ok(!("rejected" in made));
  return made.confirmationUrl!;
}

Deno.test("an order becomes an invoice whose link is the address to pay at", async () => {
  await using world = start();
  const made = await world.provider.create(world.provider.prepare(order("p1")));
  assert.ok(!("rejected" in made));
  const { confirmationUrl, ...rest } = made;
  assert.match(confirmationUrl!, /^https:\/\/t\.me\/\$/);
  assert.deepEqual(rest, {
    provider: "stars",
    providerPaymentId: invoiceOf("p1"),
    status: "pending",
    amount: { minor: 350, currency: "XTR" },
    test: false,
    paymentId: "p1",
  });
});

Deno.test("only a tariff of thirty days is sold as a subscription, and only where it is wished", () => {
  const period = (renews: boolean, days: number) => {
    const provider = createStars({ api: createApi(TOKEN, "http://127.0.0.1:9"), clock: () => NOW, renews });
    return JSON.parse(provider.prepare(order("p1", days)).body).subscription_period;
  };
  assert.deepEqual([period(true, 30), period(true, 90), period(false, 30)], [
    2_592_000,
    undefined,
    undefined,
  ]);
});

Deno.test("the bot's books tell who paid for what, what went back, and are read once", async () => {
  await using world = start();
  const { provider } = world;
  assert.equal(await provider.load(invoiceOf("p1")), null);
  const charge = await world.pay(await link(provider, "p1"));
  const found = await provider.load(invoiceOf("p1"));
  assert.deepEqual(found, {
    provider: "stars",
    providerPaymentId: charge,
    status: "succeeded",
    amount: { minor: 350, currency: "XTR" },
    paidAt: "2026-11-21T10:00:00.000Z",
    createdAt: "2026-11-21T10:00:00.000Z",
    test: false,
    payerId: DRIVER,
    paymentId: "p1",
  });
  assert.deepEqual(await provider.load(charge), found);
  const other = await world.pay(await link(provider, "p2"));
  const asked = { refundId: "r1", paymentId: "p2", driverId: DRIVER, providerPaymentId: other };
  const back = await provider.refund({ ...asked, amount: stars(350), idempotenceKey: "r1" });
  assert.deepEqual("rejected" in back ? back : [back.status, back.providerRefundId, back.refundId], [
    "succeeded",
    other,
    "r1",
  ]);
  // The answer was lost and it is asked again: still one refund.
  const again = await provider.refund({ ...asked, amount: stars(350), idempotenceKey: "r1" });
  assert.ok(!("rejected" in again));
  const listed = await Array.fromAsync(provider.list("2026-11-21T00:00:00.000Z"));
  assert.deepEqual(listed.map(({ paymentId, refunded }) => [paymentId, refunded?.minor]), [
    ["p1", undefined],
    [
      "p2",
      350,
    ],
  ]);
  const refunds = await Array.fromAsync(provider.listRefunds("2026-11-21T00:00:00.000Z"));
  assert.deepEqual(refunds.map(({ providerRefundId }) => providerRefundId), [other]);
  assert.deepEqual(await Array.fromAsync(provider.list("2026-11-22T00:00:00.000Z")), []);
  assert.equal((await provider.loadRefund(other))?.amount.minor, 350);
});

Deno.test("more transactions than a page are all read, and none twice", async () => {
  await using world = start();
  const address = await link(world.provider, "p1");
  for (let one = 0; one < 205; one++) await world.pay(address);
  await world.control({ clearLog: true });
  assert.equal((await Array.fromAsync(world.provider.list("2026-01-01"))).length, 205);
  await world.pay(address);
  assert.equal((await Array.fromAsync(world.provider.list("2026-01-01"))).length, 206);
  assert.equal((await world.log()).filter(({ path }) => path === "getStarTransactions").length, 4);
});

Deno.test("a refusal is a value; being busy, unreachable or unknown to Telegram is thrown apart", async () => {
  await using world = start();
  const { provider, control } = world;
  const asked = { refundId: "r", paymentId: "p", driverId: DRIVER, providerPaymentId: "stx-none" };
  const refused = await provider.refund({ ...asked, amount: stars(1), idempotenceKey: "r" });
  assert.ok("rejected" in refused && refused.rejected.code === "400");
  const kinds: Record<string, object> = {
    busy: { status: 429, retryAfter: 7 },
    unknown: { status: 502 },
    account: { status: 401 },
  };
  for (const [kind, fault] of Object.entries(kinds)) {
    await control({ fault: { path: "createInvoiceLink", times: 1, ...fault } });
    await assert.rejects(
      () => provider.create(provider.prepare(order("p1"))),
      (error) =>
        error instanceof ProviderFailure && error.kind === kind &&
        (kind !== "busy" || error.retryAt === NOW + 7000),
    );
  }
});

Deno.test("transactions that are not shown are no answer, whatever Telegram says instead", async () => {
  await using world = start();
  const { provider, control } = world;
  const kinds: [string, object][] = [
    ["unknown", { status: 502 }],
    ["unknown", { status: 400 }],
    ["unknown", { torn: true }],
    ["unknown", { drop: true }],
    ["account", { status: 401 }],
    ["busy", { status: 429, retryAfter: 7 }],
  ];
  for (const [kind, fault] of kinds) {
    await control({ clearFaults: true, fault: { path: "getStarTransactions", ...fault } });
    await assert.rejects(provider.load("stx-1"), { name: "ProviderFailure", kind }, JSON.stringify(fault));
  }
});
