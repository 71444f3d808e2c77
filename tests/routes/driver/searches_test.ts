// Saved searches as pages: everything works as plain forms.
import assert from "node:assert/strict";
import { type ApiClient, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { anonymous } from "./support.ts";

const submit = (client: ApiClient, path: string, fields: Record<string, string>) =>
  anonymous(client, `session=${client.token}`).submit(path, fields);

const FORM = { typed: "1", name: "Из Казани", mode: "all", start_name: "Казань", alerts: "on" };
const only = async (client: ApiClient) => (await client.get("/api/searches")).json.data[0];

Deno.test("the list's filter becomes a search: named after its cities, tried out, saved", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const empty = await mine.get("/searches");
  assert.match(empty.text, /Сохранённых поисков пока нет[^]*href="\/searches\/new/);

  const address = "/searches/new?mode=all&start_name=Казань&finish_name=Москва&wv=20-83";
  const page = await mine.get(address);
  assert.match(page.text, /value="Казань → Москва"/);
  assert.doesNotMatch(page.text, /Нашлось бы сейчас/);
  const tried = await mine.get(`${address}&test=1`);
  assert.match(tried.text, /Нашлось бы сейчас[^]*href="\/cargos\//);

  const saved = await submit(mine, "/searches/new", FORM);
  assert.deepEqual([saved.status, saved.location], [303, "/searches"]);
  const { name, alerts, filter } = await only(mine);
  assert.deepEqual([name, alerts, filter.start_name], ["Из Казани", true, "Казань"]);
  assert.match((await mine.get("/searches")).text, /Из Казани[^]*Бот пишет о новых грузах/);
});

Deno.test("a search and the list's filter have the same fields in the same order", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const fields = async (path: string, form: string) => {
    const { text } = await mine.get(path);
    const [, inside = ""] = new RegExp(`data-form="${form}"([^]*?)</form>`).exec(text) ?? [];
    return [...new Set([...inside.matchAll(/ name="(\w+)"/g)].map(([, name]) => name))];
  };
  const ofList = await fields("/?mode=all", "filter");
  assert.ok(ofList.length > 15);
  const ofSearch = await fields("/searches/new?mode=all", "search");
  assert.deepEqual(ofSearch.filter((name) => ofList.includes(name)), ofList);
});

Deno.test("a form that cannot be saved says which field and keeps what was typed", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const wrong = { ...FORM, name: "!", price_min: "много", quiet_from: "22:00", quiet_to: "" };
  const { status, html } = await submit(mine, "/searches/new", wrong);
  assert.equal(status, 422);
  assert.match(html, /id="field-name-error"[^]*id="field-quiet_to-error"/);
  assert.match(html, /value="много"[^]*value="22:00"/);
  assert.equal(await only(mine), undefined);
  const unknown = await submit(mine, "/searches/new", { ...FORM, start_name: "Нетакогорода" });
  assert.match(unknown.html, /такого названия биржа не знает/);
});

Deno.test("a search is changed, paused, resumed and removed from its page", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  await submit(mine, "/searches/new", { ...FORM, quiet_from: "22:00", quiet_to: "07:00" });
  const { id } = await only(mine);
  const path = `/searches/${id}`;
  assert.match((await mine.get(path)).text, /value="Из Казани"[^]*value="Казань"[^]*value="22:00"/);
  await submit(mine, path, { ...FORM, name: "Казань и рядом", start_radius: "150" });
  const { name, filter, quietHours } = await only(mine);
  assert.deepEqual([name, filter.start_radius, quietHours], ["Казань и рядом", 150, undefined]);
  await submit(mine, path, { _action: "pause" });
  assert.equal((await only(mine)).alerts, false);
  await submit(mine, path, { _action: "resume" });
  assert.equal((await only(mine)).alerts, true);
  assert.equal((await submit(mine, path, { _action: "remove" })).location, "/searches");
  assert.equal(await only(mine), undefined);
  const gone = await mine.get(path);
  assert.equal(gone.status, 404);
  assert.match(gone.text, /Поиска больше нет[^]*<a class="button" href="\/searches">К поискам/);
});

Deno.test("nobody sees or changes a search of somebody else", async () => {
  await using product = await startProduct();
  const [mine, other] = [await product.signIn(), await product.signIn(OTHER_DRIVER)];
  await submit(mine, "/searches/new", FORM);
  const { id } = await only(mine);
  assert.equal((await other.get(`/searches/${id}`)).status, 404);
  assert.equal((await submit(other, `/searches/${id}`, { _action: "remove" })).status, 404);
  assert.doesNotMatch((await other.get("/searches")).text, /Из Казани/);
  assert.equal((await only(mine)).id, id);
});

Deno.test("loads home are switched off and on", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  await submit(mine, "/searches", { backhaul: "off" });
  assert.match((await mine.get("/searches")).text, /Сейчас выключено/);
  await submit(mine, "/searches", { backhaul: "on" });
  assert.doesNotMatch((await mine.get("/searches")).text, /Сейчас выключено/);
});

Deno.test("with the exchange down a search can still be saved", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  await mine.get("/api/dictionaries/points?name=Казань");
  await product.control(product.cargotech, { fault: { path: "/v2", status: 500 } });
  const tried = await mine.get("/searches/new?mode=all&start_name=Казань&test=1");
  assert.match(tried.text, /Биржа сейчас не отвечает, проверить не получилось/);
  assert.equal((await submit(mine, "/searches/new", FORM)).status, 303);
  assert.equal((await only(mine)).name, "Из Казани");
});
