// The console and a provider: asked by hand, money given back, money of nobody's linked.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { ADMIN, DRIVER, eventually } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

Deno.test("a payment whose notification was lost is found by hand, once, and who asked is known", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId, id } = await shop.ordered();
  const path = `/api/admin/payments/${paymentId}`;
  const early = await admin.post(`${path}/recheck`);
  assert.deepEqual([early.status, early.json.verdict, early.json.verifiedStatus], [
    200,
    "duplicate",
    "pending",
  ]);
  await shop.control({ payment: { id, action: "pay" } });
  const found = await admin.post(`${path}/recheck`);
  assert.deepEqual([found.json.verdict, found.json.payment.status], ["accepted", "succeeded"]);
  assert.equal((await admin.post(`${path}/recheck`)).json.verdict, "duplicate");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");

  const { timeline } = (await admin.get(path)).json;
  const told = timeline.filter(({ kind }: { kind: string }) => kind === "delivery");
  assert.deepEqual(
    told.map(({ what, data }: { what: string; data: { channel: string } }) => `${data.channel} ${what}`)
      .filter((each: string) => each.startsWith("admin")),
    ["admin duplicate", "admin accepted", "admin duplicate"],
  );
  const asked = (await admin.get("/api/admin/audit?kind=action&verdict=accepted")).json.data;
  assert.deepEqual(asked.map(({ actor }: { actor: object }) => actor), [{
    kind: "staff",
    id: String(ADMIN),
  }]);
});

Deno.test("a provider that cannot be reached is an answer, and changes nothing", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  await shop.theirId(paymentId);
  await shop.control({ fault: { path: "/v3/payments", method: "GET", status: 500 } });
  const { status, json } = await admin.post(`/api/admin/payments/${paymentId}/recheck`);
  assert.deepEqual([status, json.verdict, json.payment.status], [200, "refetch_failed", "pending"]);
  assert.equal(typeof json.error, "string");
});

Deno.test("a payment whose id we never learned is found beside what cannot be read, and is not given up for it", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const admin = await shop.product.signIn(ADMIN);
  await shop.control({ fault: { path: "/v3/payments", method: "POST", status: 500, afterEffect: true } });
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  await shop.until(paymentId, ({ registrationUnknown }) => registrationUnknown);
  const objects = shop.yookassa.shop.payments;
  const [ours] = [...objects.values()];
  await shop.control({ addPayment: { minor: 12_345 } });
  const foreign = [...objects.keys()].at(-1)!;
  await shop.control({ pretend: { id: foreign, fields: { status: "on_hold_by_bank" } } });
  objects.delete(ours!.id);
  const recheck = async () => (await admin.post(`/api/admin/payments/${paymentId}/recheck`)).json;
  assert.equal((await recheck()).verdict, "refetch_failed");
  objects.set(ours!.id, ours!);
  const { verdict, payment } = await recheck();
  assert.deepEqual([verdict, payment.status], ["accepted", "pending"]);
});

Deno.test("a refund from the console reaches the provider, and access becomes what the preview said", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  const path = `/api/admin/payments/${paymentId}/refund`;
  const expiry = async () => (await admin.get(`/api/admin/subscriptions/${DRIVER}`)).json.expiresAt ?? null;
  for (const body of [{ amount: { minor: 9_900, currency: "RUB" }, revokeDays: 6 }, {}]) {
    const query = "amount" in body ? `?minor=${body.amount!.minor}&revokeDays=${body.revokeDays}` : "";
    const preview = (await admin.get(path + query)).json;
    assert.equal(preview.before, await expiry());
    assert.equal((await admin.post(path, { ...body, reason: "просил водитель" })).status, 200);
    await eventually(expiry, (seen) => seen === preview.after);
    assert.notEqual(preview.after, preview.before);
  }
  assert.deepEqual([...shop.yookassa.shop.refunds.values()].map(({ minor }) => minor), [9_900, 40_000]);
  await eventually(
    () => admin.get(`/api/admin/payments/${paymentId}`),
    ({ json }) => json.status === "refunded",
  );
});

Deno.test("money of nobody's is linked to the payment it was for", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const unknown = await admin.post(`/api/admin/payments/${paymentId}/link-orphan`, {
    providerPaymentId: "23d93cac-000f-5000-8000-126628f15141",
    reason: "по выписке",
  });
  assert.deepEqual([unknown.status, unknown.json.verdict], [200, "unknown_object"]);
  const known = await shop.theirId(paymentId);
  await shop.control({ payment: { id: known, action: "pay" } });
  const linked = await admin.post(`/api/admin/payments/${paymentId}/link-orphan`, {
    providerPaymentId: known,
    reason: "по выписке",
  });
  assert.equal(linked.json.payment.status, "succeeded");
  assert.ok(["accepted", "duplicate"].includes(linked.json.verdict));
});

Deno.test("a provider that falls silent while money is linked is an answer, and changes nothing", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const { providerPaymentId } = await shop.until(paymentId, ({ status }) => status === "pending");
  const link = async () => {
    const body = { providerPaymentId, reason: "по выписке" };
    const { status, json } = await admin.post(`/api/admin/payments/${paymentId}/link-orphan`, body);
    return [status, json.verdict, json.payment?.status];
  };
  // What went back is asked about once the payment is known.
  for (const path of ["/v3/payments", "/v3/refunds"]) {
    await shop.control({ fault: { path, method: "GET", status: 500 } });
    assert.deepEqual(await link(), [200, "refetch_failed", "pending"], path);
    await shop.control({ clearFaults: true });
  }
  assert.deepEqual(await link(), [200, "duplicate", "pending"]);
});

Deno.test("a mistake of ours while money is linked is not told as the provider's silence", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  shop.payments.provider("yookassa")!.load = () => Promise.reject(new TypeError("Cannot read null"));
  const body = { providerPaymentId: "23d93cac-000f-5000-8000-126628f15141", reason: "по выписке" };
  assert.equal((await admin.post(`/api/admin/payments/${paymentId}/link-orphan`, body)).status, 500);
});

Deno.test("money of nobody's is shown until a form says whose it is", async () => {
  await using shop = await startShop();
  const page = await visit(shop.product, ADMIN);
  await shop.control({ addPayment: { minor: 49_900 } });
  const [added] = [...shop.yookassa.shop.payments.values()];
  const theirs = (await shop.payments.provider("yookassa")!.load(added!.id))!;
  await shop.payments.observe(theirs, "sweep", { actor: { kind: "system" }, correlationId: "test" });
  const [orphan] = await shop.payments.orphans();
  assert.deepEqual([orphan?.providerPaymentId, orphan?.minor, orphan?.linkedTo], [
    added!.id,
    49_900,
    undefined,
  ]);
  assert.match((await page.get("/admin/payments/sweeps")).html, new RegExp(`data-orphan="${added!.id}"`));

  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  await shop.theirId(paymentId);
  const form = { providerPaymentId: added!.id, paymentId, reason: "нашли по выписке" };
  assert.equal((await page.submit("/admin/payments/orphans", { ...form, reason: "" })).status, 422);
  const linked = await page.submit("/admin/payments/orphans", form);
  assert.equal(linked.status, 303);
  // The payment has an object of its own at the provider already, so this one is for a person to decide on.
  assert.match(linked.location!, /done=recheck_mismatch$/);
  assert.equal((await shop.payments.find(paymentId))!.status, "mismatch");
  const nowhere = await page.submit("/admin/payments/orphans", { ...form, paymentId: "nothing" });
  assert.equal(nowhere.status, 404);
});
