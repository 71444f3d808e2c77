// Giving back a large sum takes two administrators: one proposes, another agrees or declines, everybody sees who and why.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { ADMIN, eventually, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { idOf, paid } from "./admin_money_support.ts";

const TWO_ADMINS = { ADMIN_TELEGRAM_IDS: `${ADMIN},${OTHER_DRIVER}` };
const why = "просил водитель";

async function shop() {
  const product = await startProduct(TWO_ADMINS);
  const [first, second] = [await product.signIn(ADMIN), await product.signIn(OTHER_DRIVER)];
  const body = { value: 40_000, reason: "проверяем вдвоём" };
  await first.call("PUT", "/api/admin/settings/refund_second_admin_from", body);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const path = `/api/admin/payments/${paymentId}`;
  const types = async () =>
    (await first.get(`/api/admin/events?stream=payment-${paymentId}`)).json.data
      .map(({ type }: { type: string }) => type).slice(2);
  return {
    product,
    first,
    second,
    paymentId,
    path,
    types,
    [Symbol.asyncDispose]: product[Symbol.asyncDispose],
  };
}

Deno.test("a large refund goes to the provider once another administrator agrees, with a reason", async () => {
  await using it = await shop();
  const { first, second, path } = it;
  const proposal = await first.post(`${path}/refund`, { reason: why });
  assert.deepEqual([proposal.status, proposal.json.status, proposal.json.payment.attention], [
    200,
    "proposed",
    true,
  ]);
  const approval = `${path}/refunds/${proposal.json.refundId}/approval`;
  const own = await first.post(approval, { reason: why });
  assert.deepEqual([own.status, own.json.code], [409, "refund_needs_another_admin"]);
  const silent = await second.post(approval);
  assert.deepEqual([silent.status, silent.json.errors[0].field], [422, "reason"]);
  assert.deepEqual(await it.types(), ["RefundProposed"]);
  assert.equal((await second.post(approval, { reason: "сверил с банком" })).status, 200);
  assert.deepEqual(await it.types(), ["RefundProposed", "RefundRequested"]);
  const audit = (await first.get("/api/admin/audit?kind=action&limit=2")).json.data;
  assert.deepEqual(
    audit.map(({ type, actor, reason }: { type: string; actor: { id: string }; reason: string }) => [
      type,
      actor.id,
      reason,
    ]),
    [
      ["RefundRequested", String(OTHER_DRIVER), "сверил с банком"],
      ["RefundProposed", String(ADMIN), why],
    ],
  );
});

Deno.test("a refund that is declined frees the sum, and the smaller one needs nobody else", async () => {
  await using it = await shop();
  const { first, second, path } = it;
  const { refundId } = (await first.post(`${path}/refund`, { reason: why })).json;
  const small = { amount: { minor: 10_000, currency: "RUB" }, reason: why };
  assert.equal((await first.post(`${path}/refund`, small)).json.code, "refund_too_large");
  const declined = await second.post(`${path}/refunds/${refundId}/refusal`, { reason: "нет оснований" });
  assert.deepEqual([declined.status, declined.json.payment.attention], [200, false]);
  assert.equal((await first.post(`${path}/refund`, small)).json.status, "requested");
  assert.deepEqual(await it.types(), ["RefundProposed", "RefundDeclined", "RefundRequested"]);
});

Deno.test("the bot tells the other administrator that a refund waits, once, with the way to its page", async () => {
  await using it = await shop();
  const { product, first, second, path, paymentId } = it;
  const told = async (chat: number) =>
    (await product.messages(chat)).filter(({ text }) => text.startsWith("↩️ Возврат"));
  const { refundId } = (await first.post(`${path}/refund`, { reason: why })).json;
  const [message] = await eventually(() => told(OTHER_DRIVER), (messages) => messages.length > 0);
  assert.match(message!.text, /^↩️ Возврат 499\u00a0₽ ждёт вашего решения\./);
  assert.ok(message!.text.includes(paymentId));
  assert.doesNotMatch(message!.text, new RegExp(why));
  const [[button]] = message!.reply_markup!.inline_keyboard as [[{ text: string; web_app: { url: string } }]];
  assert.equal(button.web_app.url, `${product.baseUrl}/admin/payments/${paymentId}`);
  await second.post(`${path}/refunds/${refundId}/refusal`, { reason: "нет оснований" });
  const small = { amount: { minor: 10_000, currency: "RUB" }, reason: why };
  await first.post(`${path}/refund`, small);
  assert.equal((await told(OTHER_DRIVER)).length, 1);
  assert.deepEqual(await told(ADMIN), []);
});

Deno.test("the page of the payment asks the second administrator, and tells the first to wait", async () => {
  await using it = await shop();
  const { product, paymentId } = it;
  const first = await visit(product, ADMIN), second = await visit(product, OTHER_DRIVER);
  const page = `/admin/payments/${paymentId}`;
  const wished = { amount: "499", reason: why, key: "k", step: "confirm" };
  const proposal = await first.submit(`${page}/refund`, wished);
  assert.deepEqual([proposal.status, proposal.location], [303, `${page}?done=refund_proposed`]);
  assert.match(
    (await first.get("/admin/payments?attention=1")).html,
    new RegExp(`data-payment="${paymentId}"`),
  );
  const approval = /formaction="([^"]+\/approval)"/;
  const own = await first.get(page);
  assert.doesNotMatch(own.html, approval);
  assert.match(own.text, /подтвердить его должен другой администратор/);
  const asked = (await second.get(page)).html;
  const path = approval.exec(asked)![1]!;
  // Enter in the field presses the first button: it must not send money.
  const [form] = /<form[^>]*data-form="refund-approval"[\s\S]*?<\/form>/.exec(asked)!;
  assert.match(form!, /action="[^"]+\/refusal"/);
  assert.doesNotMatch(/<button[^>]*>/.exec(form!)![0], /formaction/);
  assert.equal((await first.submit(path, { reason: why })).status, 409);
  const agreed = await second.submit(path, { reason: "сверил с банком" });
  assert.deepEqual([agreed.status, agreed.location], [303, `${page}?done=refund`]);
  assert.match((await first.get(page)).html, /data-refund="requested"/);
});

Deno.test("one administrator alone needs nobody, unless it is set otherwise", async () => {
  const bound = async (environment: Record<string, string>) => {
    await using product = await startProduct(environment);
    const admin = await product.signIn(ADMIN);
    return (await admin.get("/api/admin/settings/refund_second_admin_from")).json.value;
  };
  assert.deepEqual([await bound({}), await bound(TWO_ADMINS)], [0, 500_000]);
});

Deno.test("the bound is set in roubles on its page", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  const form = { key: "refund_second_admin_from", value: "7 500,50", reason: "договорились" };
  assert.equal((await admin.submit("/admin/settings", form)).status, 303);
  assert.equal((await product.app.settings.values()).refund_second_admin_from, 750_050);
  assert.match((await admin.get("/admin/settings")).html, /value="7500,50"/);
  const wrong = await admin.submit("/admin/settings", { ...form, value: "-1" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /Нужна сумма от 0 до 350 000 ₽/);
});
