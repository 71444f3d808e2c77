// The console's API about payments and subscriptions: found, summed, refunded with a preview that is the result.
import assert from "node:assert/strict";
import { inboxStream } from "../../domain/payments/deliveries.ts";
import { RefundAnswer, RefundPreviewAnswer } from "../../routes/api/admin/(_schemas)/payment_deeds.ts";
import { DeliveriesAnswer } from "../../routes/api/admin/(_schemas)/payment_reports.ts";
import { PaymentsAnswer, PaymentStory } from "../../routes/api/admin/(_schemas)/payments.ts";
import { ADMIN, DRIVER, eventually, OTHER_DRIVER, startProduct } from "../support/product.ts";
import { BY, idOf, lines, observed, paid, refunded, requested } from "./admin_money_support.ts";

Deno.test("payments are found by state, provider, driver, time and sum, and summed over all that match", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const [old, small, open] = [idOf("old", 40), idOf("small"), idOf("zopen")];
  await paid(product, { paymentId: old, daysAgo: 40, minor: 129_900 });
  await paid(product, { paymentId: small, driverId: OTHER_DRIVER });
  await requested(product, { paymentId: open });
  const find = async (query: string) => {
    const { status, json } = await admin.get(`/api/admin/payments?${query}`);
    assert.deepEqual([status, PaymentsAnswer.safeParse(json).error], [200, undefined], query);
    return json;
  };
  const ids = async (query: string) =>
    (await find(query)).data.map(({ paymentId }: { paymentId: string }) => paymentId);
  assert.deepEqual(await ids(""), [open, small, old]);
  assert.deepEqual(await ids("status=succeeded"), [small, old]);
  assert.deepEqual(await ids("provider=stars"), []);
  assert.deepEqual(await ids(`driver=${OTHER_DRIVER}`), [small]);
  assert.deepEqual(await ids("amount_min=1000"), [old]);
  assert.deepEqual(await ids("amount_max=499,00"), [open, small]);
  const weekAgo = new Date(Date.now() - 7 * 86_400_000).toISOString();
  assert.deepEqual(await ids(`from=${weekAgo}`), [open, small]);
  assert.deepEqual(await ids(`to=${weekAgo}`), [old]);
  const { data, meta } = await find("limit=2");
  assert.deepEqual([data.length, meta.next], [2, small]);
  assert.deepEqual(await ids(`limit=2&after=${meta.next}`), [old]);
  assert.deepEqual(meta.totals, {
    count: 3,
    byStatus: { requested: 1, succeeded: 2 },
    received: [{ minor: 179_800, currency: "RUB" }],
    refunded: [{ minor: 0, currency: "RUB" }],
    discount: [{ minor: 0, currency: "RUB" }],
  });
});

Deno.test("a condition that cannot be understood is named, and never widens the search", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  for (
    const [name, value] of [["status", "paid"], ["driver", "ivan"], ["amount_min", "1e3"], ["from", "then"], [
      "limit",
      "0",
    ]]
  ) {
    const { status, json } = await admin.get(`/api/admin/payments?${name}=${value}`);
    assert.deepEqual([status, json.code, json.errors[0].field], [400, "bad_request", name]);
  }
});

Deno.test("payments leave as CSV that no spreadsheet takes for a formula, and as NDJSON", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("one");
  await paid(product, { paymentId });
  const csv = await admin.call("GET", "/api/admin/payments", undefined, { accept: "text/csv" });
  assert.match(csv.headers.get("content-type")!, /^text\/csv/);
  const [head, row] = csv.text.split("\r\n");
  assert.match(head!, /^paymentId,createdAt,driverId,provider/);
  assert.ok(row!.startsWith(`${paymentId},`));
  const told = await lines(admin, "/api/admin/payments?format=ndjson");
  assert.deepEqual(told.map((line) => line.paymentId), [paymentId]);
});

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

Deno.test("the story of a payment has its events, what became of access, and refused deliveries that name its object", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const receivedAt = new Date().toISOString();
  const forged = {
    deliveryId: "d1",
    provider: "yookassa",
    channel: "webhook",
    receivedAt,
    remoteIp: "203.0.113.9",
    objectId: `theirs-${paymentId}`,
    verdict: "bad_ip",
  };
  await product.world.log.append({
    streams: [{
      streamId: inboxStream(forged),
      expectedVersion: "any",
      events: [{ type: "ProviderNotificationJudged", data: forged }],
    }],
    meta: { at: receivedAt, actor: BY.actor, correlationId: "test" },
  });
  await product.world.caughtUp();
  const { timeline } = PaymentStory.parse((await admin.get(`/api/admin/payments/${paymentId}`)).json);
  const story = timeline.map(({ kind, what }) => `${kind} ${what}`);
  assert.deepEqual(story.filter((entry: string) => entry.startsWith("delivery")), ["delivery bad_ip"]);
  for (const entry of ["event PaymentRequested", "event PaymentSucceeded", "access PeriodGranted"]) {
    assert.ok(story.includes(entry), entry);
  }
  const { data: [newest] } = DeliveriesAnswer.parse((await admin.get("/api/admin/payments/deliveries")).json);
  assert.deepEqual([newest?.verdict, newest?.claim["remoteIp"]], ["bad_ip", "203.0.113.9"]);
});

Deno.test("money that does not fit is listed for attention and counted when staff accepts it", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await requested(product, { paymentId });
  await observed(product, { paymentId }, { amount: { minor: 49_899, currency: "RUB" } });
  const listed = (await admin.get("/api/admin/payments?attention=1")).json.data;
  assert.deepEqual([listed[0].status, listed[0].anomalies], ["mismatch", ["mismatch_amount"]]);
  const answer = await admin.post(`/api/admin/payments/${paymentId}/resolve-mismatch`, {
    providerPaymentId: `theirs-${paymentId}`,
    decision: "accepted",
    reason: "копейка потерялась у банка",
  });
  assert.deepEqual([answer.status, answer.json.payment.status], [200, "succeeded"]);
  assert.deepEqual(answer.json.payment.received, { minor: 49_899, currency: "RUB" });
});

Deno.test("a dispute is opened and settled by hand; money cannot be given back meanwhile", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const path = `/api/admin/payments/${paymentId}`;
  const opened = await admin.post(`${path}/dispute`, { disputeId: "chb-1", reason: "письмо банка" });
  assert.equal(opened.json.payment.status, "disputed");
  const refund = await admin.post(`${path}/refund`, { reason: "вернуть всё" });
  assert.deepEqual([refund.status, refund.json.code], [409, "refund_disputed"]);
  const silent = await admin.post(`${path}/dispute/chb-1/settlement`, { outcome: "won" });
  assert.deepEqual([silent.status, silent.json.errors[0].field], [422, "reason"]);
  const settled = await admin.post(`${path}/dispute/chb-1/settlement`, {
    outcome: "won",
    reason: "банк признал",
  });
  assert.equal(settled.json.payment.status, "succeeded");
  assert.deepEqual((await admin.get(path)).json.disputes, [{ disputeId: "chb-1", status: "won" }]);
});

Deno.test("what staff writes about a driver's money is sealed at rest, and opened for staff", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const path = `/api/admin/payments/${paymentId}`;
  const words = ["vernul-by-Sidorov", "bank-priznal-Sidorova", "Sidorov-prosil-dvazhdy"] as const;
  await admin.post(`${path}/dispute`, { disputeId: "chb-1", reason: words[0] });
  await admin.post(`${path}/dispute/chb-1/settlement`, { outcome: "won", reason: words[1] });
  await admin.post(`${path}/refund`, { reason: words[2] });
  const kept: string[] = [];
  for await (const { key, value } of product.world.kv.list({ prefix: [] })) {
    kept.push(value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify([key, value]));
  }
  assert.deepEqual(words.filter((word) => kept.some((text) => text.includes(word))), []);
  const { text } = await admin.get(path);
  assert.deepEqual(words.filter((word) => !text.includes(word)), []);
});

Deno.test("a provider that is switched off cannot be asked, and an unknown payment is not there", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const off = await admin.post(`/api/admin/payments/${paymentId}/recheck`);
  assert.equal(off.json.code, "provider_unavailable");
  for (
    const [method, path] of [["POST", "nothing/recheck"], ["GET", "nothing"], [
      "GET",
      "nothing/refund",
    ]] as const
  ) {
    const { status, json } = await admin.call(method, `/api/admin/payments/${path}`);
    assert.deepEqual([status, json.code], [404, "payment_not_found"], path);
  }
});

Deno.test("days are given with a reason, once for one key, and tell why access lasts", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  await product.signIn(DRIVER);
  const give = (body: object, key: string) =>
    admin.call("POST", `/api/admin/subscriptions/${DRIVER}/grant-days`, body, { "idempotency-key": key });
  const gift = { days: 5, reason: "простой по нашей вине" };
  const [once, again] = [await give(gift, "k1"), await give(gift, "k1")];
  assert.deepEqual([once.status, again.json], [200, once.json]);
  assert.equal(once.json.status, "active");
  assert.deepEqual(
    once.json.periods.map((period: { kind: string; days: number }) => [period.kind, period.days]),
    [["gift", 5]],
  );
  const other = await give({ ...gift, days: 50 }, "k1");
  assert.deepEqual([other.status, other.json.code], [422, "idempotency_key_reused"]);
  assert.equal((await give(gift, "k2")).json.periods.length, 2);
  const { history } = (await admin.get(`/api/admin/subscriptions/${DRIVER}`)).json;
  assert.equal(history[0].reason, gift.reason);
  for (
    const [body, field] of [[{ days: 5 }, "reason"], [{ days: 0, reason: "просто так" }, "days"]] as const
  ) {
    const { status, json } = await give(body, "k3");
    assert.deepEqual([status, json.code, json.errors[0].field], [422, "validation_failed", field]);
  }
  assert.equal((await admin.post("/api/admin/subscriptions/1/grant-days", gift)).status, 404);
  const listed = (await admin.get("/api/admin/subscriptions?status=active")).json;
  assert.deepEqual(listed.data.map(({ driverId }: { driverId: number }) => driverId), [DRIVER]);
  assert.equal(listed.meta.counts.active, 1);
});

Deno.test("money by day: revenue when it came, subscriptions while they lasted, conversion of those who began", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  await paid(product, { paymentId: idOf("a", 3), daysAgo: 3 });
  await requested(product, { paymentId: idOf("b", 3), daysAgo: 3, driverId: OTHER_DRIVER });
  const { data } = await eventually(
    async () => (await admin.get("/api/admin/payments/days?days=7")).json,
    ({ data }) => data[3].paid === 1,
  );
  assert.equal(data.length, 7);
  const { revenue, requested: begun, conversion, paying } = data[3];
  assert.deepEqual([revenue, begun, conversion, paying], [[{ minor: 49_900, currency: "RUB" }], 2, 0.5, 1]);
  assert.deepEqual([data[2].paying, data[6].paying, data[2].conversion], [0, 1, null]);
});
