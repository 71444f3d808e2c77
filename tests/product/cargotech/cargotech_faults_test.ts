// Each way CargoTech can fail, seen from the product: what is cached is shown with its age, what is not gets a sentence
// that helps, and nothing is a 500 (contracts 2.1, 2.3).
import assert from "node:assert/strict";
import { cargoIds, visit, type Visitor } from "../../routes/driver/support.ts";
import { eventually, type Product, startProduct } from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";

/** Fresh for no longer than it takes to ask again. */
const AT_ONCE_STALE = { LIST_CACHE_TTL: "1", DETAIL_CACHE_TTL: "1" };

/** Faults the product is told of in an instant; those that take retries are in the tests of the client. */
const FAULTS: Record<string, object> = {
  "down (500)": { fault: { path: "/v", status: 500 } },
  "a 401 storm": { fault: { path: "/v2", status: 401 } },
  "a closed account (403)": { suspended: true },
  "HTML instead of JSON": { fault: { path: "/v", html: true, status: 200 } },
  "JSON of another shape": { fault: { path: "/v", body: { data: "soon" } } },
};

const untilStale = (driver: Visitor, path: string) =>
  eventually(() => driver.get(path), ({ html }) => html.includes("data-stale"));

async function recover({ control, cargotech }: Product): Promise<void> {
  await control(cargotech, { clearFaults: true, suspended: false });
}

for (const [what, command] of Object.entries(FAULTS)) {
  Deno.test(`${what}: the kept list is shown with its age, and what was never kept has a sentence`, async () => {
    await using product = await startProduct(AT_ONCE_STALE);
    const driver = await visit(product);
    const before = await driver.get("/?mode=all");
    const loads = cargoIds(before);
    await product.control(product.cargotech, command);

    const kept = await untilStale(driver, "/?mode=all");
    assert.equal(kept.status, 200);
    assert.deepEqual(cargoIds(kept), loads, "nothing kept is lost");

    const cold = await driver.get("/?mode=all&distance_min=77");
    assert.equal(cold.status, 503);
    const denied = "suspended" in command;
    assert.match(cold.text, denied ? /Доступ закрыт, напишите в поддержку/ : /Биржа не отвечает/);
    const listed = await driver.get(`/cargos/${loads[5]}`);
    assert.equal(listed.status, 200, "what the list told is better than nothing");
    assert.match(listed.text, /показываем сохранённое/);
    const unseen = await driver.get("/cargos/1234567890");
    assert.equal(unseen.status, 503);
    assert.match(unseen.text, denied ? /Доступ закрыт, напишите в поддержку/ : /Биржа не отвечает/);
    await recover(product);
  });

  Deno.test(`${what}: the API says 503 cargotech_unavailable only for what was never kept`, async () => {
    await using product = await startProduct();
    const driver = await product.signIn();
    const before = await driver.get("/api/cargos?mode=all");
    await product.control(product.cargotech, command);
    const kept = await driver.get("/api/cargos?mode=all");
    assert.deepEqual([kept.status, kept.json.data], [200, before.json.data]);
    for (const path of ["/api/cargos?mode=all&distance_min=77", "/api/dictionaries/load-types"]) {
      const cold = await driver.get(path);
      if (cold.status === 200 && what === "a 401 storm") continue; // Its storm is about loads only.
      assert.deepEqual([cold.status, cold.json.code], [503, "cargotech_unavailable"], path);
      assert.match(cold.json.detail, /^[А-Я].*\.$/);
      assert.equal(/Доступ закрыт, напишите в поддержку/.test(cold.json.detail), "suspended" in command);
    }
    await recover(product);
  });
}

Deno.test("one malformed row among twenty costs that row", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  await product.control(product.cargotech, { fault: { path: "/v2", malformedRow: true } });
  const page = await driver.get("/?mode=all");
  assert.equal(page.status, 200);
  assert.ok(cargoIds(page).length >= 19, `${cargoIds(page).length} loads`);
  await recover(product);
});

Deno.test("torn JSON, twice, is asked for again and the driver sees the loads", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  await product.control(product.cargotech, { fault: { path: "/v2", torn: true, times: 2 } });
  const page = await driver.get("/?mode=all");
  assert.deepEqual([page.status, cargoIds(page).length], [200, 20]);
});

Deno.test("429 with a short pause is waited out", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  await product.control(product.cargotech, { fault: { path: "/v2", status: 429, retryAfter: 1, times: 1 } });
  const page = await driver.get("/?mode=all");
  assert.deepEqual([page.status, cargoIds(page).length], [200, 20]);
});

Deno.test("429 with a pause nobody would wait for is a sentence at once, and kept loads are still shown", async () => {
  await using product = await startProduct(AT_ONCE_STALE);
  const driver = await visit(product);
  const loads = cargoIds(await driver.get("/?mode=all"));
  await product.control(product.cargotech, { fault: { path: "/v2", status: 429, retryAfter: 600 } });
  assert.deepEqual(cargoIds(await untilStale(driver, "/?mode=all")), loads);
  const cold = await driver.get("/?mode=all&distance_min=77");
  assert.deepEqual([cold.status, /Биржа не отвечает/.test(cold.text)], [503, true]);
});

Deno.test("expired tokens and a storm of readers are one new sign-in, and everybody sees loads", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  await driver.get("/api/cargos?mode=all");
  await product.control(product.cargotech, { expireTokens: true, clearLog: true });
  const pages = Array.from({ length: 20 }, (_, n) => driver.get(`/api/cargos?mode=all&offset=${n * 20}`));
  assert.deepEqual((await Promise.all(pages)).map(({ status }) => status), Array(20).fill(200));
  assert.equal((await callsTo(product.cargotech, "/v1/auth/login")).length, 1);
});

Deno.test("a wrong password does not stop the product, and drivers read what is going on", async () => {
  await using product = await startProduct({ CARGOTECH_PASSWORD: "wrong" });
  const driver = await visit(product);
  const page = await driver.get("/?mode=all");
  assert.deepEqual([page.status, /Биржа не отвечает/.test(page.text)], [503, true]);
  const health = await fetch(`${product.baseUrl}/health`);
  assert.equal(health.status, 200);
  assert.equal((await health.json()).cargotech.state, "down");
});

Deno.test("with CargoTech down a load of the list can still be opened and answered from what the list told", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  await product.control(product.cargotech, { fault: { path: "/v1/carrier", status: 500 } });
  const { status, json } = await driver.get(`/api/cargos/${cargo}`);
  assert.deepEqual([status, json.data.id, json.meta.stale], [200, cargo, true]);
  const answered = await driver.post(`/api/cargos/${cargo}/responses`, {
    phone: "+79123456789",
    name: "Иван",
  });
  assert.equal(answered.status, 201);
});

Deno.test("fields nobody has seen yet do no harm and are told once", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  const before = await driver.get("/api/cargos?mode=all&offset=20");
  await product.control(product.cargotech, { newFields: true });
  const { status, json } = await driver.get("/api/cargos?mode=all&offset=40");
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(json.data[0]).includes("eco_rating"), false);
  assert.equal(json.data.length, before.json.data.length);
  assert.equal((await driver.get(`/api/cargos/${id}`)).status, 200);
  const told = product.logs.filter((line) => line.includes("something new") && line.includes("eco_rating"));
  assert.equal(told.length, 2, "once for the list, once for a load's own page");
});
