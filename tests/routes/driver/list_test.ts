// The list of loads as a page, without JavaScript (contracts 2.1–2.3, 3.1).
import assert from "node:assert/strict";
import { type ApiClient, DRIVER, eventually, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { anonymous, cargoIds, type Page, valueOf, visit } from "./support.ts";

Deno.test("a stranger gets the shell and nothing of the list", async () => {
  await using product = await startProduct();
  const page = await anonymous(product).get("/?mode=all");
  assert.equal(page.status, 200);
  assert.deepEqual(cargoIds(page), []);
  assert.match(page.html, /https:\/\/t\.me\/cargotech_sandbox_bot/);
  assert.match(page.html, /<noscript>/);
  assert.match(page.html, /entries\/host\.js/);
});

Deno.test("a driver gets twenty loads and a link to twenty others", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const first = await driver.get("/?mode=all");
  assert.equal(first.status, 200);
  assert.equal(cargoIds(first).length, 20);
  assert.equal(first.html.match(/data-action="respond"/g)?.length, 20);
  const more = /data-action="more" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll("&amp;", "&");
  assert.equal(more, "/?offset=20&mode=all");
  const second = await driver.get(more);
  assert.equal(new Set([...cargoIds(first), ...cargoIds(second)]).size, 40);
  assert.match(second.text, /Грузы с 21 по 40/);
  assert.match(second.html, /href="\/\?mode=all">К началу списка/);
});

Deno.test("a bad field stands in the form with its sentence, and the list is not narrowed by it", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const page = await driver.get("/?mode=all&price_min=%22%3E%3Cscript%3E&wv=20-83&limit=0");
  assert.equal(page.status, 200);
  assert.equal(cargoIds(page).length, 20);
  assert.match(page.html, /<details class="filter" open/);
  assert.match(page.html, /id="field-price_min-error">Нужна сумма/);
  assert.match(page.text, /limit: Нужно целое число/);
  assert.doesNotMatch(page.html, /"><script>/);
  assert.match(page.html, /<option\s+value="20-83" selected>/);
});

Deno.test("a city typed by name is looked up, so that the filter works without suggestions", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const page = await driver.get("/?mode=all&start_name=москва&start_point_id=&price_min=");
  assert.notEqual(valueOf(page, "start_point_id"), "");
  assert.ok(cargoIds(page).length > 0);
  const routes = [...page.text.matchAll(/Откуда: ([^.]+)\. Куда/g)].map(([, from]) => from);
  assert.ok(routes.includes("Москва"), routes.join());
  const unknown = await driver.get("/?mode=all&start_name=Ыыыы");
  assert.match(unknown.html, /id="field-start_name-error"/);
  assert.equal(cargoIds(unknown).length, 20);
});

Deno.test("nothing found says what to do next", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const page = await driver.get("/?mode=all&price_min=999998");
  assert.deepEqual(cargoIds(page), []);
  assert.match(page.text, /Ничего не нашлось/);
  assert.match(page.html, /<a class="button" href="\/\?mode=all">/);
});

Deno.test("with the exchange down and nothing kept the page says so and offers to try again", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  await product.control(product.cargotech, { fault: { status: 503 } });
  const page = await driver.get("/?mode=all&distance_min=77");
  await product.control(product.cargotech, { clearFaults: true });
  assert.equal(page.status, 503);
  assert.match(page.text, /Биржа не отвечает/);
  assert.match(page.html, /<a class="button" href="\/\?mode=all&amp;distance_min=77">Обновить/);
});

Deno.test("each active condition is a chip whose link leaves it out, page and order apart", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const page = await driver.get(
    "/?mode=all&start_name=казань&price_min=5000&truck_types=1,2&sort=date&offset=20",
  );
  const chips = chipsOf(page);
  assert.deepEqual([...chips.keys()], ["Из: Казань +50 км", "Цена от 5 000 ₽", "тентованный", "бортовой"]);
  const id = valueOf(page, "start_point_id");
  const city = `start_name=${encodeURIComponent("Казань")}`;
  assert.equal(chips.get("Из: Казань +50 км"), "/?mode=all&truck_types=1%2C2&price_min=5000&sort=date");
  assert.equal(
    chips.get("тентованный"),
    `/?mode=all&start_point_id=${id}&truck_types=2&price_min=5000&sort=date&${city}`,
  );
  assert.match(page.html, new RegExp(`href="/searches/new\\?mode=all&amp;start_point_id=${id}[^"]*${city}"`));
});

Deno.test("the last chip leads to a list that is not filled with the filters of the last visit", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const chips = chipsOf(await driver.get("/?mode=my&price_min=5000"));
  assert.equal(chips.get("Цена от 5 000 ₽"), "/?mode=my");
  assert.equal(chips.get("Свои"), "/?mode=all&price_min=5000");
});

Deno.test("the list can be put in order, on every page of it, and the order survives the filter", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const first = await driver.get("/?mode=all&price_min=1000&sort=price");
  const second = await driver.get("/?mode=all&price_min=1000&sort=price&offset=20");
  const prices = [...`${first.text} ${second.text}`.matchAll(/ ([\d ]+) рублей, /g)]
    .map(([, price = ""]) => Number(price.replaceAll(" ", "")));
  assert.equal(prices.length, 40);
  assert.deepEqual(prices, prices.toSorted((a, b) => b - a));
  assert.equal(new Set([...cargoIds(first), ...cargoIds(second)]).size, 40);
  assert.equal(valueOf(first, "sort"), "price");
  assert.match(first.html, /aria-current="true"[^>]*>Сначала дорогие/);
});

Deno.test("what a driver has hidden is counted where it is missing, for that driver alone", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const [first = "", second = "", ...rest] = cargoIds(await driver.get("/?mode=all"));
  assert.doesNotMatch((await driver.get("/?mode=all")).text, /скрыто вами: [1-9]/);
  const origin = { actor: { kind: "driver", id: String(DRIVER) }, correlationId: "test" } as const;
  for (const id of [first, second]) await product.app.marks.hide(DRIVER, id, origin);
  const page = await driver.get("/?mode=all");
  assert.deepEqual(cargoIds(page), rest);
  assert.match(page.html, /<a href="\/profile#hidden">скрыто вами: 2<\/a>/);
  assert.match((await driver.get("/profile")).html, /id="hidden"/);
  const other = await (await visit(product, OTHER_DRIVER)).get("/?mode=all");
  assert.deepEqual(cargoIds(other), [first, second, ...rest]);
  assert.match(other.html, /<span data-hidden-here hidden>/);
});

Deno.test("old data is a quiet word while it is renewed, and a warning once the exchange does not answer", async () => {
  await using product = await startProduct({ LIST_CACHE_TTL: "1" });
  const driver = await visit(product);
  const address = "/?mode=all&price_min=4321";
  await driver.get(address);
  const old = await eventually(() => driver.get(address), ({ html }) => html.includes("data-stale"));
  assert.match(old.text, /Обновляем цены, пока показываем сохранённое/);
  await product.control(product.cargotech, { fault: { status: 503 } });
  const silent = await eventually(() => driver.get(address), ({ text }) => /Биржа не отвечает/.test(text));
  assert.match(silent.text, /показываем сохранённое: проверено/);
  await product.control(product.cargotech, { clearFaults: true });
});

Deno.test("a truck of its own size is two numbers; one alone is an error", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const both = await driver.get("/?mode=all&wv=&wv_t=12,5&wv_m3=60");
  assert.deepEqual([...chipsOf(both).keys()], ["12,5 т / 60 м³"]);
  const one = await driver.get("/?mode=all&wv=&wv_t=12,5&wv_m3=");
  assert.match(one.html, /id="field-wv-error">Укажите и тонны, и кубы/);
  assert.equal(valueOf(one, "wv_t"), "12,5");
});

Deno.test("the filter says what it would find, and nothing while a field is half typed", async () => {
  await using product = await startProduct();
  const api = await product.signIn();
  const { json, status } = await api.get("/api/cargos/count?mode=all&start_name=Казань&price_min=");
  const list = await api.get(`/api/cargos?mode=all&start_point_id=${await idOf(api, "Казань")}`);
  assert.equal(status, 200);
  assert.deepEqual(json.data, { count: list.json.meta.total, exact: true });
  const half = await api.get("/api/cargos/count?mode=all&start_name=Каза&price_min=x");
  assert.equal(half.json.data, null);
  assert.deepEqual(half.json.errors.map(({ field }: { field: string }) => field).sort(), [
    "price_min",
    "start_name",
  ]);
});

/** Hrefs by label. */
function chipsOf({ html }: Page): Map<string, string> {
  const links = html.matchAll(/<a href="([^"]+)" aria-label="Убрать условие: ([^"]+)"/g);
  return new Map([...links].map(([, href = "", label = ""]) => [
    label.replace(/[\u00a0\u202f]/g, " "),
    href.replaceAll("&amp;", "&"),
  ]));
}

async function idOf(api: ApiClient, city: string): Promise<number> {
  return (await api.get(`/api/dictionaries/points?name=${encodeURIComponent(city)}`)).json.data[0].id;
}
