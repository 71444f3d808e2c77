// Fault 56: the whole history of money folded again, and taken to another store, calls nobody and shows the same bytes.
import assert from "node:assert/strict";
import { readLive } from "../../../infra/projections/live.ts";
import { caughtUp } from "../../support/caught_up.ts";
import { ADMIN, type ApiClient, DRIVER, eventually, OTHER_DRIVER } from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const REASON = "просил водитель";

Deno.test("fault 56: history of money replayed asks nobody, tells nobody and gives the same views to the byte", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const admin = await product.signIn(ADMIN);
  await aDayOfMoney(shop, admin);
  await atRest(shop);
  const { data } = (await admin.get("/api/admin/projections")).json;
  const names: string[] = data.map(({ name }: { name: string }) => name);
  const money = [
    "payments",
    "driver_payments",
    "subscriptions",
    "promo_codes",
    "promo_uses",
    "payment_audit",
  ];
  assert.deepEqual(money.filter((name) => !names.includes(name)), []);

  const before = await views(shop, names);
  for (const name of money) assert.ok(before.get(name)!.length > 0, name);
  const outside = await calls(shop);
  const waiting = await queued(shop);
  for (const name of names) {
    const started = await admin.post(`/api/admin/projections/${name}/rebuild`);
    assert.equal(started.status, 202, name);
    const rebuilt = await eventually(
      () => admin.get(`/api/admin/projections/${name}/rebuild`),
      ({ json }) => json.status !== "running",
    );
    assert.deepEqual([name, rebuilt.json.status, rebuilt.json.identical], [name, "done", true]);
  }
  const after = await views(shop, names);
  for (const name of names) assert.deepEqual(after.get(name), before.get(name), name);
  assert.deepEqual(await calls(shop), outside);
  assert.deepEqual(await queued(shop), waiting);
});

/** Paid, declined, refunded in part and in whole, free, by code, disputed, not adding up, told of twice, forged. */
async function aDayOfMoney(shop: PaidProduct, admin: ApiClient): Promise<void> {
  const driver = await shop.product.signIn(DRIVER);
  const other = await shop.product.signIn(OTHER_DRIVER);
  const soon = new Date(Date.now() + 86_400_000).toISOString();
  const terms = { validFrom: new Date(Date.now() - 60_000).toISOString(), validTo: soon };
  for (const [code, type, value] of [["FREE2345", "percent", 100], ["DAYS2345", "days", 7]] as const) {
    assert.equal((await admin.post("/api/admin/promo-codes", { ...terms, code, type, value })).status, 201);
  }
  assert.equal((await driver.post("/api/promo-codes/apply", { code: "DAYS2345" })).status, 200);
  const free = { tariffId: "quarter", provider: "yookassa", promoCode: "FREE2345" };
  assert.equal((await driver.post("/api/payments", free)).status, 201);

  const paid = await ordered(shop, driver, "month");
  await shop.control({ payment: { id: paid.id, action: "pay" } });
  await shop.until(paid.paymentId, ({ status }) => status === "succeeded");
  const claim = { type: "notification", event: "payment.succeeded", object: { id: paid.id } };
  for (let times = 0; times < 3; times++) await shop.notify(claim);
  await shop.notify(claim, { url: `${shop.product.baseUrl}/webhooks/yookassa/guess` });

  const declined = await ordered(shop, driver, "year");
  await shop.control({ payment: { id: declined.id, action: "decline", reason: "insufficient_funds" } });
  await shop.until(declined.paymentId, ({ status }) => status === "canceled");

  const odd = await ordered(shop, other, "half_year");
  await shop.control({
    pretend: { id: odd.id, fields: { amount: { value: "1.00", currency: "RUB" } } },
    payment: { id: odd.id, action: "pay" },
  });
  await shop.until(odd.paymentId, ({ status }) => status === "mismatch");

  const disputed = await ordered(shop, other, "month");
  await shop.control({ payment: { id: disputed.id, action: "pay" } });
  await shop.until(disputed.paymentId, ({ status }) => status === "succeeded");
  const dispute = `/api/admin/payments/${disputed.paymentId}/dispute`;
  assert.equal((await admin.post(dispute, { reason: REASON })).status, 200);
  assert.equal(
    (await admin.post(`${dispute}/manual/settlement`, { outcome: "won", reason: "письмо банка" })).status,
    200,
  );

  const refund = `/api/admin/payments/${paid.paymentId}/refund`;
  const part = { amount: { minor: 9_900, currency: "RUB" }, revokeDays: 6, reason: REASON };
  assert.equal((await admin.post(refund, part)).status, 200);
  await shop.until(paid.paymentId, ({ status }) => status === "partially_refunded");
  assert.equal((await admin.post(refund, { reason: REASON })).status, 200);
  await shop.until(paid.paymentId, ({ status }) => status === "refunded");
  const gift = { days: 3, reason: REASON };
  assert.equal((await admin.post(`/api/admin/subscriptions/${DRIVER}/grant-days`, gift)).status, 200);
}

/** An order and the provider's id of it. */
async function ordered(shop: PaidProduct, client: ApiClient, tariffId: string) {
  const { paymentId } = (await shop.buy(client, tariffId)).json;
  return { paymentId, id: await shop.theirId(paymentId) };
}

/** Until nothing is left to do now; from then on nobody works, so that whatever a replay asked for would stay in sight. */
async function atRest({ product }: PaidProduct): Promise<void> {
  const ofMoney = /^(process\.|payments\.judge|driver_)/;
  await eventually(
    async () =>
      (await product.world.queue.scan()).filter(({ due, message }) =>
        due <= Date.now() + 30_000 && ofMoney.test(message.kind)
      ).map(({ message }) => message.kind),
    (ready) => ready.length === 0,
  );
  await product.workers.stop();
  await caughtUp(product.world);
}

/** Ids of everything that waits to be done or told. */
async function queued({ product }: PaidProduct): Promise<string[]> {
  return (await product.world.queue.scan()).map(({ message }) => message.id).sort();
}

/** How often each neighbour of the product was asked anything. */
async function calls({ product, yookassa }: PaidProduct): Promise<number[]> {
  const neighbours = [yookassa, product.telegram, product.cargotech];
  return await Promise.all(neighbours.map(async (one) => (await callsTo(one)).length));
}

/** Rows of every view as they are stored, without the number of their build. */
async function views({ product }: PaidProduct, names: readonly string[]): Promise<Map<string, string[]>> {
  const { kv } = product.world;
  const rows = await Promise.all(names.map(async (name) => {
    const { build } = await readLive(kv, name);
    const stored = await Array.fromAsync(kv.list<Uint8Array>({ prefix: ["view", name, build ?? ""] }));
    return [
      name,
      stored.map(({ key, value }) => `${JSON.stringify(key.slice(3))} ${value.toBase64()}`),
    ] as const;
  }));
  return new Map(rows);
}
