// What answers begin with: typed in the profile, shared by Telegram, or said last; and forgotten with the driver.
import assert from "node:assert/strict";
import { signContact } from "../../sandbox/telegram/init_data.ts";
import { DEFAULT_USERS } from "../../sandbox/telegram/users.ts";
import { type ApiClient, DRIVER, OTHER_DRIVER, SECRETS, startProduct } from "../support/product.ts";

const contactOf = (id: number) =>
  signContact(
    SECRETS.botToken,
    DEFAULT_USERS.find((person) => person.id === id)!,
    Math.floor(Date.now() / 1000),
  );

Deno.test("what the profile keeps fills in the next answer, and a wrong field is named with all that was typed", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const wrong = await save(driver, { phone: "12", name: "Иван", comment: "Тент" });
  const page = await wrong.text();
  assert.equal(wrong.status, 422);
  assert.match(page, /Укажите телефон полностью/);
  assert.match(page, /value="12"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*value="12"/);
  assert.match(page, />Тент</);

  const saved = await save(driver, {
    phone: "8 911 222 33 44",
    name: "Иван Петрович",
    comment: "Тент, 20 т",
  });
  assert.deepEqual([saved.status, saved.headers.get("location")], [303, "/profile?saved#defaults"]);
  await save(driver, { phone: "8 911 222 33 44", name: "Иван Петрович", comment: "Тент, 20 т" });
  const facts = await product.world.log.readStream(`driver-${DRIVER}`);
  assert.equal(facts.filter(({ type }) => type === "RespondDefaultsChanged").length, 1);

  const { text } = await driver.get(`/cargos/${await driver.anyCargo()}`);
  for (const prefilled of ["+7\u00a0911\u00a0222-33-44", "Иван Петрович", "Тент, 20 т"]) {
    assert.ok(text.includes(prefilled), prefilled);
  }
});

Deno.test("a phone Telegram vouches for is kept once; somebody else's or a forged one is refused", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const share = (contact: string) => driver.post("/api/me/contact", { contact });
  for (let time = 0; time < 2; time++) {
    const answer = await share(contactOf(DRIVER));
    assert.equal(answer.status, 200);
    assert.match(answer.json.phone, /^\+7\d{10}$/);
  }
  for (const bad of [contactOf(OTHER_DRIVER), "contact=%7B%7D&auth_date=1&hash=00"]) {
    const answer = await share(bad);
    assert.deepEqual([answer.status, answer.json.code], [422, "contact_invalid"]);
  }
  const facts = await product.world.log.readStream(`driver-${DRIVER}`);
  assert.equal(facts.filter(({ type }) => type === "ContactShared").length, 1);
  assert.match((await driver.get("/profile")).text, /Номер подтверждён Telegram/);
  assert.equal(
    JSON.stringify(facts).includes(DEFAULT_USERS.find(({ id }) => id === DRIVER)!.phone.slice(1)),
    false,
  );
});

Deno.test("after forgetting, nothing is filled in any more", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  await save(driver, { phone: "8 911 222 33 44", name: "Иван Петрович", comment: "Тент, 20 т" });
  await driver.call("DELETE", "/api/me");
  const again = await product.signIn();
  const { text } = await again.get("/profile");
  assert.doesNotMatch(text, /222-33-44|Иван Петрович|Тент, 20 т/);
});

function save(driver: ApiClient, form: Record<string, string>): Promise<Response> {
  return fetch(`${driver.baseUrl}/profile`, {
    method: "POST",
    headers: { authorization: `Bearer ${driver.token}` },
    body: new URLSearchParams({ _action: "defaults", ...form }),
    redirect: "manual",
  });
}
