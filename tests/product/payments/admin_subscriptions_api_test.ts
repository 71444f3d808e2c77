// The console's API about access: days given by hand, and money by day.
import assert from "node:assert/strict";
import { ADMIN, DRIVER, eventually, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { idOf, paid, requested } from "./admin_money_support.ts";

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
    ({ data }) => data[3].paid === 1 && data[3].requested === 2,
  );
  assert.equal(data.length, 7);
  const { revenue, requested: begun, conversion, paying } = data[3];
  assert.deepEqual([revenue, begun, conversion, paying], [[{ minor: 49_900, currency: "RUB" }], 2, 0.5, 1]);
  assert.deepEqual([data[2].paying, data[6].paying, data[2].conversion], [0, 1, null]);
});
