// A driver answers a load: once, whatever happens around it (contract 4.1).
import assert from "node:assert/strict";
import { DISPATCH_CHAT, DISPATCHER, DRIVER, eventually, startProduct } from "../support/product.ts";

const FORM = { phone: "8 912 345-67-89", name: "Иван", comment: "Готов <b>сейчас</b>" };

Deno.test("twenty concurrent identical responses are one response, one dispatcher message and one driver message", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();

  const answers = await Promise.all(
    Array.from({ length: 20 }, () => driver.post(`/api/cargos/${cargo}/responses`, FORM)),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(19).fill(200), 201]);
  assert.deepEqual([...new Set(answers.map(({ json }) => json.responseId))], [`${DRIVER}-${cargo}`]);

  const repeat = await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  assert.deepEqual([repeat.status, repeat.json.responseId], [200, `${DRIVER}-${cargo}`]);

  await eventually(() => driver.get("/api/responses"), ({ json }) => json.data[0].status === "delivered");
  // The confirmation is edited as soon as the dispatchers have the response.
  const isConfirmation = ({ text }: { text: string }) =>
    /^(Отклик отправлен|📨 Диспетчер получил)/.test(text);
  const toDriver = await eventually(() => product.messages(DRIVER), (all) => all.some(isConfirmation));
  assert.equal(toDriver.filter(isConfirmation).length, 1);
  const [only, ...more] = await product.messages(DISPATCH_CHAT);
  assert.equal(more.length, 0);
  assert.match(only!.text, /Иван, \+79123456789/);
  assert.match(only!.text, /«Готов <b>сейчас<\/b>»/);
});

Deno.test("a bad phone is refused with the field named and nothing is kept", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const answer = await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, {
    ...FORM,
    phone: "12",
  });
  assert.equal(answer.status, 422);
  assert.equal(answer.json.code, "invalid_phone");
  assert.deepEqual(answer.json.errors.map(({ field }: { field: string }) => field), ["phone"]);
  assert.deepEqual((await driver.get("/api/responses")).json.data, []);
});

Deno.test("a load nobody has is 404 and leaves nothing behind", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const answer = await driver.post("/api/cargos/999/responses", FORM);
  assert.deepEqual([answer.status, answer.json.code], [404, "cargo_not_found"]);
  assert.deepEqual((await driver.get("/api/responses")).json.data, []);
});

Deno.test("a load answers to one spelling of its id only, so it cannot be answered twice", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  for (const spelling of [`0${cargo}`, `00${cargo}`]) {
    assert.equal((await driver.get(`/api/cargos/${spelling}`)).json.code, "cargo_not_found");
    assert.equal((await driver.post(`/api/cargos/${spelling}/responses`, FORM)).json.code, "cargo_not_found");
  }
  await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  assert.equal((await driver.get(`/api/responses/0${DRIVER}-${cargo}`)).json.code, "response_not_found");
});

Deno.test("a Bot API that hangs does not hold up the answer", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  await product.control(product.telegram, { fault: { path: "sendMessage", hang: true } });
  assert.equal((await driver.post(`/api/cargos/${cargo}/responses`, FORM)).status, 201);
  assert.deepEqual(await product.messages(DISPATCH_CHAT), []);
  await product.telegram.stop();
});

Deno.test("a Bot API that fails gets the message again once it is back, one message in all", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 502, times: 2 } });
  await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  await eventually(
    () => driver.get(`/api/responses/${DRIVER}-${cargo}`),
    ({ json }) => json.status === "delivered",
  );
  assert.equal((await product.messages(DISPATCH_CHAT)).length, 1);
});

Deno.test("a message whose fate is unknown is kept as unknown and never sent again unasked", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  await product.control(product.telegram, { fault: { path: "sendMessage", drop: true, times: 1 } });
  await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  const [dead] = await eventually(() => product.world.queue.dead(), (all) => all.length === 1);
  assert.equal(dead!.status, "unknown");
  // Which chat is written to first is nobody's promise.
  const chat = dead!.kind === "dispatcher_new_response" ? DISPATCH_CHAT : DRIVER;
  assert.ok((await product.messages(chat)).length <= 1);
  await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);
});

Deno.test("the dispatcher's decision reaches the driver, the page and the message itself", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  const [message] = await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);

  await product.control(product.telegram, {
    press: {
      chatId: DISPATCH_CHAT,
      messageId: message!.message_id,
      data: `accept:${DRIVER}-${cargo}`,
      userId: DISPATCHER,
    },
  });
  const { json } = await eventually(
    () => driver.get(`/api/responses/${DRIVER}-${cargo}`),
    (answer) => answer.json.status === "accepted",
  );
  assert.deepEqual(json.timeline.map(({ status }: { status: string }) => status), [
    "sent",
    "delivered",
    "accepted",
  ]);
  assert.deepEqual(json.timeline[2].actor, { id: String(DISPATCHER), name: "Сергей Орлов" });
  await eventually(
    () => product.messages(DISPATCH_CHAT),
    ([edited]) => /Принят — Сергей Орлов/.test(edited!.text),
  );
  await eventually(() => product.messages(DRIVER), (all) => all.some(({ text }) => text.includes("приняли")));
});

Deno.test("a withdrawn response stays withdrawn", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  const { json } = await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  const withdrawn = await driver.call("DELETE", `/api/responses/${json.responseId}`);
  assert.deepEqual([withdrawn.status, withdrawn.json.status], [200, "withdrawn"]);
  assert.equal((await driver.call("DELETE", `/api/responses/${json.responseId}`)).status, 200);
  const again = await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  assert.deepEqual([again.status, again.json.code], [409, "response_withdrawn"]);
});
