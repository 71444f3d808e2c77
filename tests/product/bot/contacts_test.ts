// Whom to call, in the chat: `tel:` links do nothing in some web views, numbers in a chat can be pressed.
import assert from "node:assert/strict";
import { type ApiClient, DRIVER, eventually, startProduct } from "../../support/product.ts";

Deno.test("contacts of a load come to the driver's chat, once for a double tap", async () => {
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

Deno.test("who asks for contacts again later gets them, whether or not they came the first time", async () => {
  let ahead = 0;
  await using product = await startProduct({}, { clock: () => Date.now() + ahead });
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  const came = async () => (await product.messages(DRIVER)).filter(({ text }) => /\n\n\+7/.test(text)).length;
  const failed = async () =>
    (await product.world.queue.dead()).filter(({ kind }) => kind === "driver_contacts");
  const body = { ok: false, error_code: 400, description: "Bad Request: refused" };
  await eventually(() => product.messages(DRIVER), (all) => all.length >= 2);
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 400, body, times: 1 } });
  await ask(driver, id);
  await eventually(failed, (all) => all.length === 1);
  for (const times of [1, 2]) {
    ahead += 61_000;
    await ask(driver, id);
    await eventually(came, (count) => count === times);
  }
});

Deno.test("who has closed the chat with the bot is told so, not that the contacts are there", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  await product.control(product.telegram, { blockUser: DRIVER });
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => lost);
  const refused = await ask(driver, id);
  assert.deepEqual([refused.status, /нажмите «Запустить»/.test(await refused.text())], [409, true]);
  await product.control(product.telegram, { blockUser: DRIVER, blocked: false });
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => !lost);
  assert.equal((await ask(driver, id)).status, 303);
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
