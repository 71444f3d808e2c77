// What the bot says of favourites.
import assert from "node:assert/strict";
import { caughtUp } from "../../support/caught_up.ts";
import { DRIVER, eventually, startProduct } from "../../support/product.ts";
import { publish } from "./searches_support.ts";

Deno.test("a favourite that pays more is told of once", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const origin = { actor: { kind: "driver", id: String(DRIVER) }, correlationId: "test" } as const;
  await product.app.marks.keep(DRIVER, cargoId, origin);
  await product.control(product.cargotech, { changePrice: { id: Number(cargoId), price: 9_500_000 } });
  for (let round = 0; round < 2; round++) {
    await product.world.cargotech.clearCache("list");
    await product.world.cargotech.clearCache("detail");
    await product.world.priceWatcher.round();
  }
  const told = async () => (await product.messages(DRIVER)).filter(({ text }) => text.startsWith("📈"));
  const [rise] = await eventually(told, (all) => all.length > 0);
  assert.match(rise!.text, /было 90\s000\s₽[^]*95\s000\s₽/);
  await product.app.marks.unkeep(DRIVER, cargoId, origin);
  assert.equal((await mine.get("/api/me")).status, 200);
  await caughtUp(product.world);
  assert.equal((await told()).length, 1);
});
