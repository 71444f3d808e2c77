// The console's API about money that goes back: a preview that is the result, once for one key, no more than came.
import assert from "node:assert/strict";
import { RefundAnswer, RefundPreviewAnswer } from "../../../routes/api/admin/(_schemas)/payment_deeds.ts";
import { ADMIN, DRIVER, startProduct } from "../../support/product.ts";
import { BY, idOf, paid, refunded } from "./admin_money_support.ts";

Deno.test("the preview of a refund is its result, for the whole and for a part with days", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  await product.signIn(DRIVER);
  const [first, second] = [idOf("a", 10), idOf("b", 5)];
  await paid(product, { paymentId: first, daysAgo: 10 });
  await paid(product, { paymentId: second, daysAgo: 5 });
  const expiry = async () => (await admin.get(`/api/admin/subscriptions/${DRIVER}`)).json.expiresAt;
  for (const [id, minor, revokeDays] of [[second, 10_000, 7], [first, 49_900, undefined]] as const) {
    const query = `minor=${minor}${revokeDays === undefined ? "" : `&revokeDays=${revokeDays}`}`;
    const preview = RefundPreviewAnswer.parse(
      (await admin.get(`/api/admin/payments/${id}/refund?${query}`)).json,
    );
    assert.equal(preview.before, await expiry());
    const body = {
      amount: { minor, currency: "RUB" },
      reason: "просил водитель",
      ...(revokeDays && { revokeDays }),
    };
    const asked = await admin.post(`/api/admin/payments/${id}/refund`, body);
    assert.deepEqual([asked.status, RefundAnswer.safeParse(asked.json).error], [200, undefined]);
    await refunded(product, id);
    const revoked = { driverId: DRIVER, grantId: id, cause: "refund", causeId: asked.json.refundId } as const;
    await product.app.subscriptions.revoke({ ...revoked, ...(revokeDays && { days: revokeDays }) }, BY);
    assert.equal(await expiry(), preview.after);
    assert.notEqual(preview.after, preview.before);
  }
});

Deno.test("the same refund asked twice is one, with a key and without; more than was paid is refused", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const refund = (body: object, key?: string) =>
    admin.call(
      "POST",
      `/api/admin/payments/${paymentId}/refund`,
      body,
      key ? { "idempotency-key": key } : {},
    );
  const part = { amount: { minor: 10_000, currency: "RUB" }, reason: "просил водитель" };
  const ids = [];
  for (const key of [undefined, undefined, "k1", "k1"]) ids.push((await refund(part, key)).json.refundId);
  assert.equal(new Set(ids).size, 2);
  const story = (await admin.get(`/api/admin/payments/${paymentId}`)).json;
  assert.deepEqual(story.refunds.map(({ amount }: { amount: object }) => amount), [part.amount, part.amount]);
  const more = await refund({ ...part, amount: { minor: 30_000, currency: "RUB" } });
  assert.deepEqual([more.status, more.json.code], [409, "refund_too_large"]);
  const silent = await refund({ amount: part.amount });
  assert.deepEqual([silent.status, silent.json.errors[0].field], [422, "reason"]);
  const other = await refund({ ...part, amount: { minor: 10_001, currency: "RUB" } }, "k1");
  assert.deepEqual([other.status, other.json.code], [422, "idempotency_key_reused"]);
  const whole = await refund({ reason: "вернуть остаток" }, "k2");
  assert.deepEqual((await refund({ reason: "вернуть остаток" }, "k2")).json, whole.json);
  const requestedBy =
    (await admin.get(`/api/admin/events?stream=payment-${paymentId}&type=RefundRequested`)).json.data;
  assert.deepEqual(requestedBy[0].meta.actor, { kind: "staff", id: String(ADMIN) });
});

Deno.test("a sum that cannot go back is told beside its field, in the form and in the preview", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const path = `/api/admin/payments/${paymentId}/refund`;
  const wrong = [[0, "RUB"], [-100, "RUB"], [1.5, "RUB"], [100, "USD"], [100, "XTR"], [
    49_901,
    "RUB",
  ]] as const;
  for (const [minor, currency] of wrong) {
    const { status, json } = await admin.post(path, {
      amount: { minor, currency },
      reason: "просил водитель",
    });
    assert.deepEqual([status, json.errors?.[0].field], [422, "amount"], `${minor} ${currency}`);
  }
  for (const [minor, status] of [["0", 400], ["x", 400], ["49901", 422]] as const) {
    const preview = await admin.get(`${path}?minor=${minor}`);
    assert.deepEqual([preview.status, preview.json.errors?.[0].field], [status, "minor"], minor);
  }
  await admin.post(path, { amount: { minor: 40_000, currency: "RUB" }, reason: "просил водитель" });
  const late = await admin.post(path, { amount: { minor: 40_000, currency: "RUB" }, reason: "и второй" });
  assert.deepEqual([late.status, late.json.code, late.json.errors[0].field], [
    409,
    "refund_too_large",
    "amount",
  ]);
});
