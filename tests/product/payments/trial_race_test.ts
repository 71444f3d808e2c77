// A driver who tries several codes for a trial at the same moment.
import assert from "node:assert/strict";
import { ADMIN, startProduct } from "../../support/product.ts";

Deno.test("two codes for a trial at once give one trial, and the other code is not used up", async () => {
  await using product = await startProduct();
  const [driver, admin] = [await product.signIn(), await product.signIn(ADMIN)];
  const codes = ["TRIAL234", "TRIAL567"];
  const [validFrom, validTo] = [-3_600_000, 3_600_000].map((ms) => new Date(Date.now() + ms).toISOString());
  for (const code of codes) {
    const form = { code, type: "trial", value: 5, validFrom, validTo, totalLimit: 1 };
    assert.equal((await admin.post("/api/admin/promo-codes", form)).status, 201);
  }
  const answers = await Promise.all(codes.map((code) => driver.post("/api/promo-codes/apply", { code })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422]);
  const used = codes.map(async (code) => (await admin.get(`/api/admin/promo-codes/${code}`)).json.redeemed);
  assert.deepEqual((await Promise.all(used)).sort(), [0, 1]);
});
