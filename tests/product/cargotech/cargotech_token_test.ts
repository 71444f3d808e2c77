// The product's own account at CargoTech, kept in order by jobs while no driver asks (contract 1.4).
import assert from "node:assert/strict";
import { ADMIN, eventually, type Product, startProduct } from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";

const received = async ({ cargotech }: Product, path: string) => (await callsTo(cargotech, path)).length;

const LOGIN = "/v1/auth/login";
const ME = "/v1/me";

Deno.test("the product signs in at its start and asks whether the account works, before any driver comes", async () => {
  await using product = await startProduct();
  await eventually(() => received(product, LOGIN), (signIns) => signIns >= 1);
  await eventually(() => received(product, ME), (probes) => probes === 1);
  await product.control(product.cargotech, { fault: { path: LOGIN, status: 500 } });
  const driver = await product.signIn();
  assert.equal((await driver.get("/api/cargos?mode=all")).status, 200, "the driver finds the token there");
});

Deno.test("a token is renewed before it ends without anybody asking", async () => {
  await using product = await startProduct({ CARGOTECH_TOKEN_CACHE_TTL: "2" });
  await eventually(() => received(product, LOGIN), (signIns) => signIns >= 3);
});

Deno.test("a wrong password is a fact in the log, and the product serves what needs no CargoTech", async () => {
  await using product = await startProduct({ CARGOTECH_PASSWORD: "wrong" });
  const driver = await product.signIn();
  assert.equal((await driver.get("/api/me")).status, 200);
  assert.equal((await driver.get("/api/cargos")).status, 503);
  const events = await eventually(
    () => adminEvents(product),
    (types) => types.includes("SignInFailed"),
  );
  assert.equal(events.includes("TokenObtained"), false);
});

async function adminEvents(product: Product): Promise<string[]> {
  const admin = await product.signIn(ADMIN);
  const { json } = await admin.get("/api/admin/events?stream=cargotech");
  return json.data.map(({ type }: { type: string }) => type);
}
