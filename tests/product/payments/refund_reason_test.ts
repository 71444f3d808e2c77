// Why a provider gave no money back is told where staff looks: in the record of the payment and in the console.
import assert from "node:assert/strict";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { visit } from "../../routes/driver/support.ts";
import { caughtUp } from "../../support/caught_up.ts";
import { ADMIN, startProduct } from "../../support/product.ts";
import { idOf, paid } from "./admin_money_support.ts";

Deno.test("a refund that failed says why, in the provider's word", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const path = `/api/admin/payments/${paymentId}`;
  const { refundId } = (await admin.post(`${path}/refund`, { reason: "просил водитель" })).json;
  assert.equal((await admin.get(path)).json.refunds[0].reason, undefined);
  const refused = { refundId, reason: "rejected_by_payee" };
  await product.app.payments.rejectRefund(paymentId, refused, { actor: SYSTEM, correlationId: "test" });
  await caughtUp(product.world);
  const [refund] = (await admin.get(path)).json.refunds;
  assert.deepEqual([refund.status, refund.reason], ["failed", "rejected_by_payee"]);
  const console = await (await visit(product, ADMIN)).get(`/admin/payments/${paymentId}`);
  assert.match(console.text, /не удался: rejected_by_payee/);
});
