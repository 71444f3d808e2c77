// One load as a page: everything known, and the answer as a plain form (contracts 2.2, 4.1, 4.2).
import assert from "node:assert/strict";
import { DRIVER, eventually, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { anonymous, cargoIds, valueOf, visit } from "./support.ts";

const FORM = { phone: "8 912 345-67-89", name: "Иван <i>", comment: "Готов", offeredPrice: "95 000,50" };

Deno.test("the page of a load has its facts, its contacts and the form", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const [id] = cargoIds(await driver.get("/?mode=all"));
  const page = await driver.get(`/cargos/${id}`);
  assert.equal(page.status, 200);
  for (const term of ["Загрузка", "км в пути", "Вес и объём", "Контакты", `Груз № ${id}`]) {
    assert.ok(page.text.includes(term), term);
  }
  assert.match(page.html, /href="tel:\+7\d{10}"/);
  assert.match(page.html, /<form[^>]* data-form="respond"[^>]* method="post"/);
  assert.equal(valueOf(page, "name"), "Иван");
});

Deno.test("a wrong form comes back with the errors beside the fields and the values kept", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const [id] = cargoIds(await driver.get("/?mode=all"));
  const page = await driver.submit(`/cargos/${id}`, { ...FORM, phone: "12", offeredPrice: "много" });
  assert.equal(page.status, 422);
  assert.match(page.html, /id="field-phone-error">Укажите телефон/);
  assert.match(page.html, /id="field-offeredPrice-error">Цена/);
  assert.deepEqual(["phone", "offeredPrice"].map((name) => valueOf(page, name)), ["12", "много"]);
  assert.equal((await driver.get("/responses")).html.includes("data-response-id"), false);
});

Deno.test("an answer is one response whatever is pressed twice, and its story is on every page", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const [id] = cargoIds(await driver.get("/?mode=all"));
  const answers = await Promise.all([1, 2, 3].map(() => driver.submit(`/cargos/${id}`, FORM)));
  for (const { status, location } of answers) {
    assert.deepEqual([status, location], [303, `/cargos/${id}#respond`]);
  }
  const page = await eventually(
    () => driver.get(`/cargos/${id}`),
    ({ html }) => html.includes(`data-status="delivered"`),
  );
  assert.doesNotMatch(page.html, /data-form="respond"/);
  assert.match(page.text, /Ваша цена: 95 000,50 ₽/);
  assert.match(page.text, /Иван &lt;i/);
  const own = await driver.get("/responses");
  assert.equal(own.html.match(/data-response-id/g)?.length, 1);
  assert.match(own.html, new RegExp(`href="/cargos/${id}#respond"`));
  assert.match(own.html, /data-status="delivered"/);
  assert.match((await driver.get("/?mode=all")).html, /data-status="delivered"/);
  assert.match(valueOf(await driver.get("/profile"), "phone") ?? "", /^\+7\s912\s345-67-89$/);

  const stranger = await visit(product, OTHER_DRIVER);
  assert.match((await stranger.get(`/cargos/${id}`)).html, /data-form="respond"/);
  assert.match((await stranger.get("/responses")).text, /Откликов пока нет/);
});

Deno.test("a response can be withdrawn, once and for all", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const [id] = cargoIds(await driver.get("/?mode=all"));
  await driver.submit(`/cargos/${id}`, FORM);
  const withdrawn = await driver.submit(`/cargos/${id}`, { _action: "withdraw" });
  assert.equal(withdrawn.status, 303);
  assert.match((await driver.get(`/cargos/${id}`)).html, /data-status="withdrawn"/);
  const again = await driver.submit(`/cargos/${id}`, FORM);
  assert.equal(again.status, 409);
  assert.match(again.text, /Откликнуться снова нельзя/);
});

Deno.test("a finished transport is rated with stars, and only with stars", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const [id] = cargoIds(await driver.get("/?mode=all"));
  await driver.submit(`/cargos/${id}`, FORM);
  const early = await driver.submit(`/cargos/${id}`, { _action: "rate", stars: "5" });
  assert.equal(early.status, 409);
  const origin = { actor: { kind: "dispatcher", id: "9", name: "Сергей" }, correlationId: "test" } as const;
  const responseId = `${DRIVER}-${id}`;
  assert.match((await driver.get(`/cargos/${id}`)).text, /Скрыть этот груз/);
  await product.app.responses.accept(responseId, origin);
  const given = await driver.get(`/cargos/${id}`);
  assert.doesNotMatch(
    given.text,
    /Скрыть этот груз/,
    "nobody is asked whether what they were given suits them",
  );
  await product.app.responses.complete(responseId, origin);
  const wrong = await driver.submit(`/cargos/${id}`, { _action: "rate", stars: "6" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Поставьте от 1 до 5 звёзд/);
  assert.equal((await driver.submit(`/cargos/${id}`, { _action: "rate", stars: "4" })).status, 303);
  const rated = await driver.get(`/cargos/${id}`);
  assert.match(rated.text, /Ваша оценка: 4 из 5/);
  assert.match(rated.text, /Завершён — Сергей/);
});

Deno.test("a load nobody has is a page with the way back", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  for (const id of ["999", "..%2Fadmin"]) {
    const page = await driver.get(`/cargos/${id}`);
    assert.equal(page.status, 404);
    assert.match(page.text, /Груза больше нет/);
  }
});

Deno.test("a stranger's form changes nothing and meets the shell", async () => {
  await using product = await startProduct();
  const page = await anonymous(product).submit("/cargos/1", FORM);
  assert.equal(page.status, 401);
  assert.match(page.html, /data-state="waiting"/);
});

Deno.test("signing out ends the session and leads to a farewell", async () => {
  await using product = await startProduct();
  const driver = await visit(product);
  const out = await driver.submit("/api/auth/logout", {});
  assert.deepEqual([out.status, out.location], [303, "/signed-out"]);
  assert.match((await driver.get("/")).html, /data-state="waiting"/);
});
