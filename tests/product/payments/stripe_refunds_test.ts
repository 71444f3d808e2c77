// Money that goes back through Stripe: by staff, in its own cabinet, by a dispute.
import assert from "node:assert/strict";
import { DRIVER, eventually } from "../../support/product.ts";
import { becomes, eventsOf, order, paymentOf, periods, STAFF, startShop, verdicts } from "./stripe_shop.ts";

Deno.test("staff give a part back and then the rest; what Stripe tells of it is no news", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  const { payments, subscriptions } = product.app;
  const back = (refundId: string, minor: number) =>
    payments.requestRefund(paymentId, {
      refundId,
      reason: "не подошло",
      amount: { minor, currency: "RUB" },
    }, STAFF);
  await back("refund-1", 9_900);
  await becomes(product, paymentId, "partially_refunded");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  await back("refund-2", 40_000);
  await becomes(product, paymentId, "refunded");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status !== "active");
  await eventually(
    () => verdicts(product),
    (all) =>
      all.filter(([type, verdict]) => type === "refund.created" && verdict === "duplicate").length === 2,
  );
  const payment = await paymentOf(product, paymentId);
  assert.deepEqual([payment.refundedMinor, payment.anomalies], [49_900, []]);
});

Deno.test("a refund that our key has no right to fails at once, and a person is called", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  await command({ fault: { method: "POST", path: "/v1/refunds", status: 403 } });
  const wish = { refundId: "f1", reason: "просил", amount: { minor: 49_900, currency: "RUB" } } as const;
  await product.app.payments.requestRefund(paymentId, wish, STAFF);
  await eventually(() => eventsOf(product, paymentId), (types) => types.includes("RefundFailed"));
  await product.logged("Stripe forbids a call");
  await eventually(() => product.app.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
});

Deno.test("fault 51: money given back in Stripe's own cabinet ends the access it bought", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  await command({ refund: { session } });
  const payment = await becomes(product, paymentId, "refunded");
  assert.deepEqual(payment.anomalies, ["external_refund"]);
});

Deno.test("fault 53: a dispute suspends access, and its end restores it; an inquiry changes nothing", async () => {
  await using shop = await startShop();
  const { product, command } = shop;
  const { paymentId, session } = await order(product);
  await command({ pay: { session } });
  await becomes(product, paymentId, "succeeded");
  await eventually(() => periods(product), (all) => all.length === 1);
  const { subscriptions } = product.app;
  await command({ dispute: { session, status: "warning_needs_response" } });
  await eventually(
    () => verdicts(product),
    (all) => all.some(([type, verdict]) => type === "charge.dispute.created" && verdict === "ignored"),
  );
  await command({ dispute: { session, status: "needs_response" } });
  await becomes(product, paymentId, "disputed");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status !== "active");
  await command({ dispute: { session, status: "won" } });
  await becomes(product, paymentId, "succeeded");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
});
