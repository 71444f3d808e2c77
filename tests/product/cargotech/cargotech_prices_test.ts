// Prices of open lists, however many are open, out of the pages everybody shares (contract 2.3).
import assert from "node:assert/strict";
import { eventually, type Product, startProduct } from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";

const LIST = "/v2/cargos/views";
const DETAIL = "/v1/carrier/cargos/";
/** For so long a page of the list is fresh. */
const TTL_MS = 300_000;

const calls = async ({ cargotech }: Product, path: string) => (await callsTo(cargotech, path)).length;

const ids = (json: { data: { id: string }[] }) => json.data.map(({ id }) => id);

Deno.test("prices of an open list come from its page without a call", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const list = await driver.get("/api/cargos?mode=all");
  await product.control(product.cargotech, { clearLog: true });
  const { status, json } = await driver.get(`/api/cargos/prices?ids=${ids(list.json).join()}`);
  assert.equal(status, 200);
  assert.deepEqual(ids(json), ids(list.json));
  for (const [n, one] of json.data.entries()) {
    const { id, price, pricePerKm } = list.json.data[n];
    assert.deepEqual(one, { id, ...(price && { price }), ...(pricePerKm && { pricePerKm }), gone: false });
  }
  assert.deepEqual(json.meta, { stale: false, fetchedAt: list.json.meta.fetchedAt });
  assert.equal(await calls(product, "/v"), 0);
});

Deno.test("five hundred open lists past the TTL cost one call, and hear of a new price and a load that went", async () => {
  let ahead = 0;
  await using product = await startProduct({}, { clock: () => Date.now() + ahead });
  const driver = await product.signIn();
  const list = await driver.get("/api/cargos?mode=all");
  const [dear, gone] = ids(list.json);
  await product.control(product.cargotech, {
    changePrice: { id: Number(dear), price: 12_345_600 },
    removeLoad: Number(gone),
  });
  ahead = TTL_MS + 1000;
  await product.control(product.cargotech, { clearLog: true });
  const asked = `/api/cargos/prices?ids=${ids(list.json).join()}`;
  const answers = await Promise.all(Array.from({ length: 500 }, () => driver.get(asked)));
  assert.equal(await calls(product, LIST), 1);
  assert.equal(await calls(product, DETAIL), 1, "only the load that left its page is asked for");
  for (const { status, json } of answers) {
    assert.equal(status, 200);
    assert.deepEqual(json.data[0].price, { minor: 12_345_600, currency: "RUB" });
    assert.deepEqual(json.data[1], { id: gone, gone: true });
    assert.equal(json.meta.stale, false);
  }
});

Deno.test("with the exchange down the last known prices are told, and that they are old", async () => {
  await using product = await startProduct({ LIST_CACHE_TTL: "1" });
  const driver = await product.signIn();
  const list = await driver.get("/api/cargos?mode=all&limit=3");
  await product.control(product.cargotech, { fault: { path: "/v", status: 500 } });
  const { json } = await eventually(
    () => driver.get(`/api/cargos/prices?ids=${ids(list.json).join()}`),
    (answer) => answer.json.meta.stale,
  );
  assert.deepEqual(json.data[0].price, list.json.data[0].price);
  assert.deepEqual(json.data.map((one: { gone: boolean }) => one.gone), [false, false, false]);
});

Deno.test("loads nobody has seen are looked up, and an outage says so", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const { json } = await driver.get("/api/cargos/prices?ids=999");
  assert.deepEqual(json.data, [{ id: "999", gone: true }]);
  await product.control(product.cargotech, { fault: { path: "/v", status: 500 } });
  const down = await driver.get("/api/cargos/prices?ids=998");
  assert.deepEqual([down.status, down.json.code], [503, "cargotech_unavailable"]);
});

Deno.test("none, too many and impossible ids are 400 with the field named", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const many = Array.from({ length: 201 }, (_, n) => n + 1).join();
  for (const query of ["", "?ids=", `?ids=${many}`, "?ids=a%2Fb"]) {
    const { status, json } = await driver.get(`/api/cargos/prices${query}`);
    assert.deepEqual([status, json.code, json.errors[0].field], [400, "invalid_filter", "ids"], query);
  }
});
