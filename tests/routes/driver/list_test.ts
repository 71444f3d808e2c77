// The list of loads as a page, without JavaScript (contracts 2.1–2.3, 3.1).
import assert from "node:assert/strict";
import { startProduct } from "../../support/product.ts";
import { anonymous, cargoIds, valueOf, visit } from "./support.ts";

Deno.test("a stranger gets the shell and nothing of the list", async () => {
  await using product = await startProduct();
  const page = await anonymous(product).get("/?mode=all");
  assert.equal(page.status, 200);
  assert.deepEqual(cargoIds(page), []);
  assert.match(page.html, /https:\/\/t\.me\/cargotech_sandbox_bot/);
  assert.match(page.html, /<noscript>/);
  assert.match(page.html, /entries\/sign_in\.js/);
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
