// The same refund asked for twice: by one administrator it is one press too many, by two it is two wishes.
import assert from "node:assert/strict";
import { ADMIN, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { idOf, paid } from "./admin_money_support.ts";

const WHY = { reason: "просил водитель" };
const WHOLE = { ...WHY, amount: { minor: 49_900, currency: "RUB" } };

Deno.test("fault 48: of two administrators who give the same money back at once one is refused; a double press is one", async () => {
  await using product = await startProduct({ ADMIN_TELEGRAM_IDS: `${ADMIN},${OTHER_DRIVER}` });
  const [first, second] = await Promise.all([ADMIN, OTHER_DRIVER].map((id) => product.signIn(id)));
  const refundsOf = async (paymentId: string) =>
    (await product.world.log.readStream(`payment-${paymentId}`))
      .filter(({ type }) => type === "RefundRequested").length;
  for (const [index, body] of [WHOLE, WHY].entries()) {
    const [together, pressed] = [idOf(`together${index}`), idOf(`pressed${index}`)];
    for (const paymentId of [together, pressed]) await paid(product, { paymentId });
    const path = `/api/admin/payments/${together}/refund`;
    const two = await Promise.all([first!, second!].map((admin) => admin.post(path, body)));
    assert.deepEqual(two.map(({ status }) => status).sort(), [200, 409], JSON.stringify(two));
    assert.equal(await refundsOf(together), 1);
    const press = () => first!.post(`/api/admin/payments/${pressed}/refund`, body);
    const twice = await Promise.all([press(), press()]);
    assert.deepEqual(twice.map(({ status }) => status), [200, 200]);
    assert.equal(twice[0]!.json.refundId, twice[1]!.json.refundId);
    assert.equal(await refundsOf(pressed), 1);
  }
});
