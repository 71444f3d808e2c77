// Objects of YooKassa's that cannot be read: they are named, keep nothing else from being compared, and are tried again.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { ADMIN } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";
import { sweepOf, UNTOLD } from "./sweeping.ts";

const DAY = 86_400_000;

Deno.test("what cannot be read ends no comparison: it is named, it is not clean, and a person is called", async () => {
  await using shop = await startShop();
  const page = await visit(shop.product, ADMIN);
  const known = await shop.paidThere();
  await shop.until(known.paymentId, ({ status }) => status === "succeeded");
  await shop.control(UNTOLD.yookassa);
  const missed = await shop.paidThere();
  await shop.control({ addPayment: { minor: 12_345 } });
  const foreign = [...shop.yookassa.shop.payments.values()].at(-1)!;
  for (const id of [known.id, foreign.id]) {
    await shop.control({ pretend: { id, fields: { status: "on_hold_by_bank" } } });
  }
  const { clean, unreadable, remoteOnly, localOnly, different } = await sweepOf(shop);
  assert.equal((await shop.payments.find(missed.paymentId))?.status, "succeeded");
  assert.deepEqual({ clean, unreadable, remoteOnly, localOnly, different }, {
    clean: false,
    unreadable: [known.id, foreign.id].sort(),
    remoteOnly: [],
    localOnly: [],
    different: [],
  });
  await shop.product.logged("payments do not add up");
  const alarm = shop.product.logs.find((line) => line.includes("payments do not add up"));
  assert.equal(JSON.parse(alarm!).unreadable, 2);
  const { html } = await page.get("/admin/payments/sweeps");
  assert.match(html, new RegExp(`Не разобрать ответ провайдера.*${known.id}`));
});

Deno.test("what could not be read is looked at until it can be, however long that takes", async () => {
  await using shop = await startShop(UNTOLD);
  const { paymentId, id } = await shop.paidThere();
  await shop.control({ pretend: { id, fields: { status: "on_hold_by_bank" } } });
  for (let days = 4; days <= 12; days += 4) {
    const { clean, unreadable } = await sweepOf(shop, 4 * DAY);
    assert.deepEqual([clean, unreadable], [false, [id]]);
  }
  await shop.control({ pretend: { id, fields: {} } });
  assert.equal((await sweepOf(shop)).clean, true);
  assert.equal((await shop.payments.find(paymentId))?.status, "succeeded");
});
