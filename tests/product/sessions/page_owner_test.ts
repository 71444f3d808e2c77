// Whose page an answer is: phones keep pages and send answers later, and neither may cross from one driver to another.
import assert from "node:assert/strict";
import { DRIVER, OTHER_DRIVER, startProduct } from "../../support/product.ts";

Deno.test("a driver's page says whose it is, an anonymous one nothing", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  for (const path of ["/?mode=all", "/profile", `/cargos/${await driver.anyCargo()}`]) {
    assert.equal((await driver.get(path)).headers.get("x-driver"), String(DRIVER), path);
    // The second time it is copied from the one drawn before.
    assert.equal((await driver.get(path)).headers.get("x-driver"), String(DRIVER), path);
  }
  const stranger = await fetch(`${product.baseUrl}/profile`);
  assert.equal(stranger.headers.get("x-driver"), null);
  await stranger.body?.cancel();
});

Deno.test("the same list drawn once says for each driver whose it is", async () => {
  await using product = await startProduct();
  const [one, other] = [await product.signIn(DRIVER), await product.signIn(OTHER_DRIVER)];
  assert.equal((await one.get("/?mode=all")).headers.get("x-driver"), String(DRIVER));
  assert.equal((await other.get("/?mode=all")).headers.get("x-driver"), String(OTHER_DRIVER));
});

Deno.test("an answer that waited is not taken from somebody else's session", async () => {
  await using product = await startProduct();
  const other = await product.signIn(OTHER_DRIVER);
  const cargo = await other.anyCargo();
  const send = async (driver: number) => {
    const response = await fetch(`${product.baseUrl}/cargos/${cargo}`, {
      method: "POST",
      headers: { authorization: `Bearer ${other.token}`, "x-driver": String(driver) },
      body: new URLSearchParams({ phone: "+79123456789", name: "Иван" }),
      redirect: "manual",
    });
    await response.body?.cancel();
    return response.status;
  };
  assert.equal(await send(DRIVER), 401);
  assert.deepEqual((await other.get("/api/responses")).json.data, []);
  assert.equal(await send(OTHER_DRIVER), 303);
});
