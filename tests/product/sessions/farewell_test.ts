// Leaving: signing out of the page, and being forgotten from the profile, as plain forms.
import assert from "node:assert/strict";
import { type ApiClient, DRIVER, startProduct } from "../../support/product.ts";

const FORM = { phone: "+79123456789", name: "Иван" };

async function send({ baseUrl, token }: ApiClient, path: string, fields: Record<string, string>) {
  const response = await fetch(baseUrl + path, {
    method: "POST",
    headers: { cookie: `session=${token}`, origin: baseUrl },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

Deno.test("signing out by the page's form leads to a page that does not sign in again by itself", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const answer = await send(driver, "/api/auth/logout", {});
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/signed-out"]);
  const farewell = await (await fetch(`${product.baseUrl}/signed-out`)).text();
  assert.match(farewell, /Вы вышли/);
  assert.doesNotMatch(farewell, /sign_in/);
  assert.equal((await driver.get("/api/me")).status, 401);
});

Deno.test("a driver is forgotten from the profile, but only when it is confirmed", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);

  assert.equal((await send(driver, "/profile", { _action: "forget" })).status, 303);
  assert.equal((await driver.get("/api/me")).json.driver.firstName, "Иван");

  const answer = await send(driver, "/profile", { _action: "forget", confirmed: "yes" });
  assert.equal(answer.status, 200);
  assert.match(answer.text, /Данные удалены/);
  assert.doesNotMatch(answer.text, /class="tabs"/);
  assert.equal((await driver.get("/api/me")).status, 401);
  assert.equal((await product.app.drivers.find(DRIVER))?.contact, undefined);
});
