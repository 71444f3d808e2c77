// Whom to call, in the chat: `tel:` links do nothing in some web views, numbers in a chat can be pressed.
import assert from "node:assert/strict";
import { type ApiClient, DRIVER, eventually, startProduct } from "../support/product.ts";

Deno.test("contacts of a load come to the driver's chat, once, however often they are asked for", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  const { contacts } = (await driver.get(`/api/cargos/${id}`)).json.data;
  for (let time = 0; time < 2; time++) {
    const answer = await ask(driver, id);
    assert.deepEqual(
      [answer.status, answer.headers.get("location")],
      [303, `/cargos/${id}?contacts=sent#contacts`],
    );
  }
  assert.match((await driver.get(`/cargos/${id}?contacts=sent`)).text, /Контакты в чате с ботом/);
  const digits = (text: string) => text.replace(/\D/g, "");
  const wanted = digits(contacts[0].phone);
  const holds = (text: string) => digits(text).includes(wanted);
  await eventually(() => product.messages(DRIVER), (all) => all.some(({ text }) => holds(text)));
  // Whatever is sent later comes after a second copy would have.
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/help" } });
  const all = await eventually(
    () => product.messages(DRIVER),
    (messages) => messages.at(-1)?.from.is_bot === true && messages.at(-1)!.text.includes("/responses"),
  );
  assert.equal(all.filter(({ text }) => holds(text)).length, 1);
});

Deno.test("contacts of a load nobody has are refused", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  assert.equal((await ask(driver, "999")).status, 404);
});

function ask(driver: ApiClient, id: string): Promise<Response> {
  return fetch(`${driver.baseUrl}/cargos/${id}`, {
    method: "POST",
    headers: { authorization: `Bearer ${driver.token}` },
    body: new URLSearchParams({ _action: "contacts" }),
    redirect: "manual",
  });
}
