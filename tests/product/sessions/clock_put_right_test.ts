// A machine whose clock was an hour fast and is put right while the product runs.
import assert from "node:assert/strict";
import { startProduct } from "../../support/product.ts";

Deno.test("who comes with Telegram's fresh word is let in, though the product's own time is still ahead", async () => {
  let fast = 3_600_000;
  await using product = await startProduct({}, { clock: () => Date.now() + fast });
  assert.ok(product.world.clock() > Date.now() + 3_500_000);
  fast = 0;
  const driver = await product.signIn();
  assert.equal((await driver.get("/api/me")).status, 200);
  assert.ok(product.world.clock() > Date.now() + 3_500_000);
});
