// Saved searches over the API and on their page.
import assert from "node:assert/strict";
import { DRIVER, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { FROM_KAZAN, kazan, searchFromKazan, WHEN_ASKED } from "./searches_support.ts";

Deno.test("a driver saves, reads, changes and removes a search over the API", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const saved = await searchFromKazan(mine, { quietHours: { from: "22:00", to: "07:00" } });
  assert.equal(saved.status, 201, saved.text);
  const { id, filter, ...rest } = saved.json;
  assert.equal(filter.start_point_id, await kazan(mine));
  assert.deepEqual([filter.mode, filter.start_radius, filter.start_name], ["all", 5, "Казань"]);
  assert.deepEqual([rest.name, rest.alerts, rest.quietHours], ["Из Казани", true, {
    from: "22:00",
    to: "07:00",
  }]);

  const again = await searchFromKazan(mine, { name: "То же самое" });
  assert.deepEqual([again.status, again.json.id], [200, id], "the same loads are looked for once");
  const changed = await mine.call("PATCH", `/api/searches/${id}`, {
    name: "Казань",
    alerts: false,
    quietHours: null,
  });
  assert.deepEqual([changed.json.name, changed.json.alerts, changed.json.quietHours], [
    "Казань",
    false,
    undefined,
  ]);
  assert.deepEqual((await mine.get("/api/searches")).json.data, [changed.json]);
  assert.equal((await mine.call("DELETE", `/api/searches/${id}`)).status, 204);
  assert.deepEqual((await mine.get("/api/searches")).json.data, []);
  assert.equal((await mine.get(`/api/searches/${id}`)).status, 404);
});

Deno.test("a search of somebody else is not found, whatever one wants with it", async () => {
  await using product = await startProduct();
  const [mine, other] = [await product.signIn(), await product.signIn(OTHER_DRIVER)];
  const path = `/api/searches/${(await searchFromKazan(mine)).json.id}`;
  for (const [method, body] of [["GET"], ["PATCH", { name: "Моё" }], ["DELETE"]] as const) {
    const answer = await other.call(method, path, body);
    assert.deepEqual([answer.status, answer.json.code], [404, "search_not_found"], method);
  }
  assert.equal((await mine.get(path)).json.name, "Из Казани");
});

Deno.test("a search is not changed into another one of its driver's", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const save = async (name: string, price: number) =>
    (await mine.post("/api/searches", { name, filter: { price_min: price }, alerts: false })).json.id;
  const [, cheap] = [await save("Дорогие", 90_000), await save("Дешёвые", 10_000)];
  const path = `/api/searches/${cheap}`;
  const same = await mine.call("PATCH", path, { filter: { price_min: 90_000 } });
  assert.deepEqual([same.status, same.json.code], [409, "search_exists"]);
  assert.equal((await mine.get(path)).json.filter.price_min, 10_000);
  const itself = await mine.call("PATCH", path, { name: "Любые", filter: { price_min: 10_000 } });
  assert.deepEqual([itself.status, itself.json.name], [200, "Любые"]);

  const page = await fetch(`${product.baseUrl}/searches/${cheap}`, {
    method: "POST",
    headers: { authorization: `Bearer ${mine.token}` },
    body: new URLSearchParams({ typed: "1", name: "Любые", price_min: "90000" }),
    redirect: "manual",
  });
  const text = await page.text();
  assert.deepEqual([page.status, /Такой поиск у вас уже есть/.test(text)], [409, true], text);
});

Deno.test("wrong fields are named, and the twenty-first search is refused", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const field = async (body: object) => {
    const { status, json } = await mine.post("/api/searches", body);
    return [status, json.code, json.errors?.[0]?.field];
  };
  assert.deepEqual(await field({ ...FROM_KAZAN, name: " " }), [422, "validation_failed", "name"]);
  assert.deepEqual(await field({ ...FROM_KAZAN, quietHours: { from: "25:00", to: "07:00" } }), [
    422,
    "validation_failed",
    "quietHours",
  ]);
  const twice = await mine.post("/api/searches", { ...FROM_KAZAN, quietHours: {} });
  assert.equal(twice.json.errors.length, 1, "one sentence about one field is said once");
  assert.deepEqual(await field({ name: "Дорогие", filter: { price_min: "много" } }), [
    400,
    "invalid_filter",
    "price_min",
  ]);
  const saves = Array.from({ length: 21 }, (_, n) =>
    mine.post("/api/searches", {
      name: `От ${n + 1} тысяч`,
      filter: { price_min: (n + 1) * 1000 },
      alerts: false,
    }));
  const statuses = (await Promise.all(saves)).map(({ status }) => status);
  assert.deepEqual(statuses.toSorted(), [...Array(20).fill(201), 409]);
});

Deno.test("a driver who is forgotten has no searches, and nobody watches for them", async () => {
  await using product = await startProduct(WHEN_ASKED);
  const mine = await product.signIn();
  await searchFromKazan(mine);
  const origin = { actor: { kind: "system" }, correlationId: "test" } as const;
  assert.ok(await product.app.drivers.forget(DRIVER, origin));
  assert.deepEqual(await product.world.views.watches.list([]), []);
  const again = await product.signIn();
  assert.deepEqual((await again.get("/api/searches")).json.data, []);
});
