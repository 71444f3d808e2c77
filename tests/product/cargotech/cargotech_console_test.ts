// What administrators see of the connection to CargoTech, and the caches they may empty.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { ADMIN, SECRETS, startProduct } from "../../support/product.ts";

Deno.test("an administrator sees token, breaker, budget and how well the caches serve, and no secret", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  await admin.get("/api/cargos?mode=all");
  await admin.get("/api/cargos?mode=all");
  const { status, json, text } = await admin.get("/api/admin/cargotech");
  assert.equal(status, 200);
  assert.deepEqual([json.state, json.breaker], ["ok", "closed"]);
  assert.ok(Date.parse(json.tokenExpiresAt) > Date.parse(json.tokenObtainedAt));
  assert.equal(json.budget.perMinute, 600);
  assert.ok(json.budget.used >= 2, "signing in and one page");
  const list = json.caches.find(({ name }: { name: string }) => name === "list");
  assert.deepEqual([list.size, list.hit, list.miss], [1, 1, 1]);
  for (const secret of [SECRETS.phone, SECRETS.password, "|"]) assert.ok(!text.includes(secret));
});

Deno.test("an emptied cache asks anew, and who emptied it is in the log", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  await admin.get("/api/cargos?mode=all");
  const { status, json } = await admin.post("/api/admin/cargotech/caches/list/clear");
  assert.deepEqual([status, json], [200, { answers: 1 }]);
  await admin.get("/api/cargos?mode=all");
  const [list] = (await admin.get("/api/admin/cargotech")).json.caches;
  assert.deepEqual([list.size, list.miss], [1, 2]);
  const { data } = (await admin.get("/api/admin/events?stream=cargotech&type=CacheCleared")).json;
  assert.deepEqual(
    data.map((event: { data: unknown; meta: { actor: unknown } }) => [event.data, event.meta.actor]),
    [
      [{ cache: "list", answers: 1 }, { kind: "staff", id: String(ADMIN) }],
    ],
  );
  const unknown = await admin.post("/api/admin/cargotech/caches/token/clear");
  assert.deepEqual([unknown.status, unknown.json.code], [404, "not_found"]);
});

Deno.test("the page of the connection shows the same and empties a cache with a plain form", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  await admin.get("/?mode=all");
  const page = await admin.get("/admin/cargotech");
  assert.equal(page.status, 200);
  assert.match(page.html, /data-state="ok"/);
  assert.match(page.text, /list 1 из 1000 300 с 0 % 0 0 1/);
  const cleared = await admin.submit("/admin/cargotech/caches/list/clear", {});
  assert.deepEqual([cleared.status, cleared.location], [303, "/admin/cargotech"]);
  assert.match((await admin.get("/admin/cargotech")).text, /list 0 из 1000/);
  assert.equal((await admin.submit("/admin/cargotech/caches/nothing/clear", {})).status, 404);
  const driver = await visit(product);
  assert.equal((await driver.get("/admin/cargotech")).status, 404);
});
