// The console's API about one payment: its story, and what staff does about what does not fit.
import assert from "node:assert/strict";
import { inboxStream } from "../../../domain/payments/observation/deliveries.ts";
import { DeliveriesAnswer } from "../../../routes/api/admin/(_schemas)/payment_reports.ts";
import { PaymentStory } from "../../../routes/api/admin/(_schemas)/payments.ts";
import { visit } from "../../routes/driver/support.ts";
import { caughtUp } from "../../support/caught_up.ts";
import { ADMIN, DRIVER, eventually, startProduct } from "../../support/product.ts";
import { BY, idOf, observed, paid, requested } from "./admin_money_support.ts";

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
  await caughtUp(product.world);
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

Deno.test("a dispute that is lost is money gone: nothing more can be given back, every sum says so, and the driver is told", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const path = `/api/admin/payments/${paymentId}`;
  await admin.post(`${path}/dispute`, { reason: "письмо банка" });
  const settled = await admin.post(`${path}/dispute/manual/settlement`, {
    outcome: "lost",
    reason: "письмо банка",
  });
  const { status, refunded, attention } = settled.json.payment;
  assert.deepEqual([status, refunded.minor, attention], ["refunded", 49_900, true]);
  const refund = await admin.post(`${path}/refund`, { reason: "вернуть всё" });
  assert.deepEqual([refund.status, refund.json.code], [409, "refund_dispute_lost"]);
  const { meta } = (await admin.get("/api/admin/payments")).json;
  assert.deepEqual(meta.totals.refunded, [{ minor: 49_900, currency: "RUB" }]);
  await caughtUp(product.world);
  const days = (await admin.get("/api/admin/payments/days")).json.data;
  assert.deepEqual(days.flatMap((day: { refunded: object[] }) => day.refunded), meta.totals.refunded);
  const driver = await visit(product);
  assert.match(
    (await driver.get(`/payments/${paymentId}`)).text,
    /Вернули 499 ₽ .*банк решил вернуть деньги/,
  );
});

Deno.test("money that staff does not take closes the order, and nobody tells the driver that it was never charged", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const driver = await visit(product);
  const paymentId = idOf("a");
  await requested(product, { paymentId });
  await observed(product, { paymentId }, { amount: { minor: 100, currency: "RUB" } });
  const dismissed = await admin.post(`/api/admin/payments/${paymentId}/resolve-mismatch`, {
    providerPaymentId: `theirs-${paymentId}`,
    decision: "dismissed",
    reason: "чужая сумма",
  });
  assert.deepEqual([dismissed.status, dismissed.json.payment.status], [200, "canceled"]);
  const { text } = await driver.get(`/payments/${paymentId}`);
  const isAbout = (message: { text: string }) => message.text.includes("Оплата не прошла");
  const chat = await eventually(() => product.messages(DRIVER), (all) => all.some(isAbout));
  for (const told of [text, chat.find(isAbout)!.text]) {
    assert.match(told, /Мы проверили этот платёж.*paysupport/s);
    assert.doesNotMatch(told, /не списаны/);
  }
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
