// Favourites and what is hidden: over the API, as plain forms, laid over everybody's list without leaking to others.
import assert from "node:assert/strict";
import { ADMIN, type ApiClient, DRIVER, eventually, OTHER_DRIVER, startProduct } from "../support/product.ts";

const LIST = "/api/cargos?mode=all&limit=20";

Deno.test("a hidden load or company leaves the driver's lists, and nobody else's, until it is taken back", async () => {
  await using product = await startProduct();
  const [driver, other] = [await product.signIn(), await product.signIn(OTHER_DRIVER)];
  const [first, second] = (await driver.get(LIST)).json.data;

  const { status, json } = await driver.post(`/api/marks/hidden/${first.id}`);
  assert.deepEqual([status, json.hidden], [200, [first.id]]);
  await driver.post(`/api/marks/companies/${encodeURIComponent(second.company)}`);
  const left = (await driver.get(LIST)).json;
  assert.equal(left.data.some(({ id }: { id: string }) => id === first.id), false);
  assert.equal(left.data.some(({ company }: { company: string }) => company === second.company), false);
  assert.equal(left.meta.limit, 20);
  // Pages are drawn once for everybody who sees the same: whose page it is must not get lost.
  assert.equal((await shown(driver)).includes(first.id), false);
  assert.equal((await shown(other)).includes(first.id), true);
  assert.equal((await other.get(LIST)).json.data[0].id, first.id);

  await driver.call("DELETE", `/api/marks/hidden/${first.id}`);
  await driver.call("DELETE", `/api/marks/companies/${encodeURIComponent(second.company)}`);
  assert.deepEqual((await driver.get("/api/marks")).json, { kept: [], hidden: [], companies: [] });
  assert.equal((await shown(driver)).includes(first.id), true);
});

Deno.test("a favourite shows as one to its driver only, in the list, on its page and among the favourites", async () => {
  await using product = await startProduct();
  const [driver, other] = [await product.signIn(), await product.signIn(OTHER_DRIVER)];
  const id = await driver.anyCargo();
  for (let time = 0; time < 2; time++) await driver.post(`/api/marks/kept/${id}`);
  const keptIn = async (caller: ApiClient) =>
    (await caller.get(LIST)).json.data.filter(({ kept }: { kept?: boolean }) => kept).length;
  assert.deepEqual([await keptIn(driver), await keptIn(other)], [1, 0]);
  assert.equal((await driver.get(`/api/cargos/${id}`)).json.data.kept, true);
  const pressed = /aria-pressed="true"/;
  assert.match((await driver.get("/?mode=all")).text, pressed);
  assert.doesNotMatch((await other.get("/?mode=all")).text, pressed);
  assert.match((await driver.get("/favourites")).text, new RegExp(`data-cargo-id="${id}"`));
  assert.match((await other.get("/favourites")).text, /В избранном пусто/);
  const admin = await product.signIn(ADMIN);
  const { json: stream } = await admin.get(`/api/admin/streams/marks-${DRIVER}`);
  assert.deepEqual([stream.version, stream.state.status, stream.state.kept], [1, "marked", [id]]);
});

Deno.test("hearts pressed all at once are all kept, up to the most there can be", async () => {
  await using product = await startProduct({ RATE_LIMIT_PER_SECOND: "1000" });
  const driver = await product.signIn();
  const pages = [0, 100, 200].map((offset) => driver.get(`/api/cargos?mode=all&limit=100&offset=${offset}`));
  const ids = (await Promise.all(pages)).flatMap(({ json }) => json.data.map(({ id }: { id: string }) => id));
  const pressed = ids.slice(0, 210).map((id) => driver.post(`/api/marks/kept/${id}`));
  const statuses = (await Promise.all(pressed)).map(({ status }) => status);
  assert.deepEqual(statuses.toSorted(), [...Array(200).fill(200), ...Array(10).fill(409)]);
  assert.equal((await driver.get("/api/marks")).json.kept.length, 200);
});

Deno.test("marks work as plain forms: done, and back to the page the button was on", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  const from = `${product.baseUrl}/cargos/${id}?x=1`;
  const hide = await post(driver, { kind: "hidden", marked: id, on: "yes" }, from);
  assert.deepEqual([hide.status, hide.headers.get("location")], [303, `/cargos/${id}?x=1`]);
  assert.match((await driver.get(`/cargos/${id}`)).text, /Груз скрыт из ваших списков/);
  assert.match((await driver.get("/profile")).text, /Скрытые грузы: 1/);
  const undo = await post(driver, { kind: "hidden", marked: id, on: "no" }, "https://elsewhere.example/x");
  assert.equal(undo.headers.get("location"), "/favourites");
  assert.doesNotMatch((await driver.get("/profile")).text, /Скрытые грузы/);
});

Deno.test("what cannot be marked is refused in words, and an unknown kind is no mark", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  assert.equal((await driver.post("/api/marks/kept/999")).json.code, "cargo_not_found");
  assert.equal((await driver.post("/api/marks/loved/999")).status, 404);
  assert.equal((await driver.post(`/api/marks/companies/${encodeURIComponent(" ")}`)).status, 400);
  const page = await post(driver, { kind: "kept", marked: "999", on: "yes" }, `${product.baseUrl}/`);
  assert.equal(page.status, 404);
  assert.match(await page.text(), /Этого груза больше нет/);
  assert.equal((await fetch(`${product.baseUrl}/api/marks`)).status, 401);
});

Deno.test("a favourite that left the exchange is shown as gone until it is put away", async () => {
  await using product = await startProduct({ LIST_CACHE_TTL: "1", DETAIL_CACHE_TTL: "1" });
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  await driver.post(`/api/marks/kept/${id}`);
  assert.doesNotMatch((await driver.get("/favourites")).text, /Груза больше нет/);
  await product.control(product.cargotech, { removeLoad: id });
  const { text } = await eventually(
    () => driver.get("/favourites"),
    (page) => page.text.includes("Груза больше нет"),
  );
  assert.match(text, new RegExp(`data-cargo-id="${id}"`));
  await driver.call("DELETE", `/api/marks/kept/${id}`);
  assert.match((await driver.get("/favourites")).text, /В избранном пусто/);
});

Deno.test("forgetting a driver drops every mark, and who comes back begins with none", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  await driver.post(`/api/marks/kept/${id}`);
  await driver.post(`/api/marks/hidden/${id}`);
  await driver.call("DELETE", "/api/me");
  const again = await product.signIn();
  assert.deepEqual((await again.get("/api/marks")).json, { kept: [], hidden: [], companies: [] });
  assert.equal(await product.world.views.markedCargos.get([DRIVER, id]), null);
});

/** Ids of the loads on the page of the list. */
async function shown(driver: ApiClient): Promise<string[]> {
  const { text } = await driver.get("/?mode=all");
  return [...text.matchAll(/<article[^>]*data-cargo-id="([^"]+)"/g)].map(([, id]) => id!);
}

function post(driver: ApiClient, form: Record<string, string>, referer: string): Promise<Response> {
  return fetch(`${driver.baseUrl}/marks`, {
    method: "POST",
    headers: { authorization: `Bearer ${driver.token}`, referer },
    body: new URLSearchParams(form),
    redirect: "manual",
  });
}
