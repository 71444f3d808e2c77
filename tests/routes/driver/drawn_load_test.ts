// The page of a load is drawn once for its driver, and never shown to another.
import assert from "node:assert/strict";
import { DRIVER, eventually, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { cargoIds, visit } from "./support.ts";

Deno.test("nobody sees another's phone or response on the page of a load, and one's own is up to date", async () => {
  await using product = await startProduct();
  const [mine, theirs] = [await visit(product, DRIVER), await visit(product, OTHER_DRIVER)];
  const [id] = cargoIds(await theirs.get("/?mode=all"));
  const address = `/cargos/${id}`;
  for (const visitor of [mine, theirs]) {
    assert.doesNotMatch((await visitor.get(address)).html, /data-status=/);
  }
  await mine.submit(address, { phone: "8 921 765-43-21", name: "Иван Мой" });
  const seen = await eventually(() => mine.get(address), ({ html }) => html.includes("data-status="));
  assert.match(seen.text, /\+7 921 765-43-21/);
  const untouched = await theirs.get(address);
  assert.doesNotMatch(untouched.html, /data-status=|765-43-21|Иван Мой/);
});

Deno.test("a load's page that has not changed is not sent again, and one whose price has is", async () => {
  await using product = await startProduct({ DETAIL_CACHE_TTL: "1" });
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  const get = (etag = "") => driver.call("GET", `/cargos/${id}`, undefined, { "if-none-match": etag });
  const first = await get();
  const etag = first.headers.get("etag") ?? "";
  assert.equal((await get(etag)).status, 304);
  await product.control(product.cargotech, { changePrice: { id, price: 12_345_600 } });
  await eventually(() => get(etag), ({ text }) => text.includes("123 456") || text.includes("123\u00a0456"));
});
