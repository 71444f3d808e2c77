// What giving money back would do to access, before it is done.
import assert from "node:assert/strict";
import { bought, IVAN, word } from "./bought.ts";
import { by, moneyOnKv } from "./money_on_kv.ts";

Deno.test("faults 51, 52: the preview of a refund is what the refund does", async () => {
  await using money = await moneyOnKv();
  const first = await bought(money);
  await money.payments.observe(word(first.paymentId), "webhook", by);
  await money.performSteps();
  const preview = await money.payments.previewRefund(first.paymentId, { minor: 49_900 });
  assert.ok("before" in preview);
  assert.deepEqual([preview.before, preview.after], ["2026-04-02T11:02:00.000Z", null]);
  const refund = {
    provider: "yookassa",
    providerRefundId: "r-1",
    providerPaymentId: `theirs-${first.paymentId}`,
    status: "succeeded",
    amount: { minor: 49_900, currency: "RUB" },
    at: "2026-03-03T11:04:00.000Z",
  } as const;
  assert.equal((await money.payments.observeRefund(refund, "webhook", by)).verdict, "accepted");
  await money.performSteps();
  assert.equal((await money.subscriptions.statusOf(IVAN)).status, "none");
  assert.equal((await money.payments.find(first.paymentId))?.status, "refunded");
});

Deno.test("a part of the money takes no days with it, unless somebody says so", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  await money.performSteps();
  const part = await money.payments.previewRefund(paymentId, { minor: 10_000 });
  assert.ok("before" in part);
  assert.equal(part.after, part.before);
  const days = await money.payments.previewRefund(paymentId, { minor: 10_000, revokeDays: 10 });
  assert.ok("after" in days);
  assert.equal(days.after, "2026-03-23T11:02:00.000Z");
});
