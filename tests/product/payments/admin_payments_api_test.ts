// The console's API about payments: found, summed, taken away as a table.
import assert from "node:assert/strict";
import { PaymentsAnswer } from "../../../routes/api/admin/(_schemas)/payments.ts";
import { ADMIN, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { idOf, lines, paid, requested } from "./admin_money_support.ts";

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
