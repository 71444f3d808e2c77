// Money of YooKassa's that went back before we heard of it, or was nobody's when it did: it buys nothing, whoever asks.
import assert from "node:assert/strict";
import { DRIVER, eventually } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";
import { sweepOf, UNTOLD } from "./sweeping.ts";

const STAFF = { actor: { kind: "staff", id: "1" }, correlationId: "test" } as const;

Deno.test("a payment that went back before we heard of it buys nothing, whoever asks", async () => {
  await using shop = await startShop(UNTOLD);
  const { paymentId, id } = await shop.paidThere();
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await shop.payments.recheck(paymentId, STAFF);
  const { status, anomalies } = (await shop.payments.find(paymentId))!;
  assert.deepEqual([status, anomalies], ["refunded", ["external_refund"]]);
  await eventually(() => shop.subscriptions.statusOf(DRIVER), (now) => now.status === "none");
});

Deno.test("what went back of an orphan before it was linked is known of the payment", async () => {
  await using shop = await startShop(UNTOLD);
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 400, times: 1 } });
  const { json: { paymentId } } = await shop.buy(await shop.product.signIn());
  await shop.until(paymentId, ({ status }) => status === "failed");
  await shop.control({ addPayment: { minor: 49_900 } });
  const [id = ""] = (await sweepOf(shop)).remoteOnly;
  await shop.control({ externalRefund: { paymentId: id, minor: 10_000 } });
  const orphan = await shop.payments.provider("yookassa")!.load(id);
  await shop.payments.linkOrphan(paymentId, orphan!, "платил по ссылке", STAFF);
  const { status, refundedMinor } = (await shop.payments.find(paymentId))!;
  assert.deepEqual([status, refundedMinor], ["partially_refunded", 10_000]);
});

Deno.test("what was heard of a refund while its payment was nobody's is known once it is linked, though the payment does not tell", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 400, times: 1 } });
  const { json: { paymentId } } = await shop.buy(await shop.product.signIn());
  await shop.until(paymentId, ({ status }) => status === "failed");
  await shop.control({ addPayment: { minor: 49_900 } });
  const [id = ""] = (await sweepOf(shop)).remoteOnly;
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await eventually(() => shop.verdicts(), (verdicts) => verdicts.includes("unknown_object"));
  shop.yookassa.shop.payments.get(id)!.pretends = { refunded_amount: undefined };
  const orphan = await shop.payments.provider("yookassa")!.load(id);
  assert.equal(orphan?.refunded, undefined);
  await shop.payments.linkOrphan(paymentId, orphan!, "платил по ссылке", STAFF);
  assert.equal((await shop.payments.find(paymentId))?.status, "refunded");
});

Deno.test("while the refunds of a payment cannot be read it is not taken in, and asked about again", async () => {
  await using shop = await startShop(UNTOLD);
  const { paymentId, id } = await shop.paidThere();
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await shop.control({ fault: { method: "GET", path: "/v3/refunds", status: 500, times: 1 } });
  const first = await shop.payments.recheck(paymentId, STAFF);
  assert.equal("verdict" in first && first.verdict, "refetch_failed");
  assert.equal((await shop.payments.find(paymentId))?.status, "pending");
  await shop.payments.recheck(paymentId, STAFF);
  assert.equal((await shop.payments.find(paymentId))?.status, "refunded");
});

Deno.test("one refund that cannot be read keeps no payment out", async () => {
  await using shop = await startShop(UNTOLD);
  const { paymentId, id } = await shop.paidThere();
  await shop.control({ externalRefund: { paymentId: id, minor: 10_000 } });
  Object.assign([...shop.yookassa.shop.refunds.values()].at(-1)!, { status: "on_hold_by_bank" });
  const refunded_amount = { value: "100.00", currency: "RUB" };
  await shop.control({ pretend: { id, fields: { refunded_amount } } });
  await shop.payments.recheck(paymentId, STAFF);
  assert.equal((await shop.payments.find(paymentId))?.status, "succeeded");
});
