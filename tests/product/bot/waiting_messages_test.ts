// Messages that wait while the world moves on: the driver is forgotten, gives a load up, or the bot's token is wrong.
import assert from "node:assert/strict";
import {
  ADMIN,
  DISPATCH_CHAT,
  DISPATCHER,
  DRIVER,
  eventually,
  type Product,
  SECRETS,
  startProduct,
} from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";
import { FORM, isAlarm } from "./answered.ts";

const sendings = async ({ telegram }: Product) => (await callsTo(telegram, "sendMessage")).length;

const queued = async ({ world }: Product) =>
  (await world.queue.scan()).map(({ message }) => message).filter(({ data }) => "chatId" in data);

Deno.test("what waited for a driver who was forgotten is not sent, and it is on record why", async () => {
  await using product = await startProduct();
  const [driver, admin] = [await product.signIn(DRIVER), await product.signIn(ADMIN)];
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 500 } });
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  await eventually(
    () => queued(product),
    (all) => all.length === 2 && all.every(({ lastError }) => lastError !== undefined),
  );
  assert.equal((await driver.call("DELETE", "/api/me")).status, 204);
  await product.control(product.telegram, { clearFaults: true });
  await eventually(() => queued(product), (all) => all.length === 0);
  assert.deepEqual([await product.messages(DISPATCH_CHAT), await product.messages(DRIVER)], [[], []]);
  const { json } = await admin.get("/api/admin/events?type=MessageCancelled");
  assert.deepEqual(
    json.data.map(({ data }: { data: Record<string, string> }) => [data["kind"], data["reason"]]).sort(),
    [["dispatcher_new_response", "forgotten"], ["driver_response_sent", "forgotten"]],
  );
  assert.deepEqual((await admin.get("/api/admin/outbox")).json.data, []);
});

Deno.test("an accepted load that its driver gives up is told the dispatchers in a message of its own", async () => {
  await using product = await startProduct();
  const driver = await product.signIn(DRIVER);
  const cargo = await driver.anyCargo();
  const { responseId } = (await driver.post(`/api/cargos/${cargo}/responses`, FORM)).json;
  const [message] = await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);
  const data = message!.reply_markup!.inline_keyboard.flat()[0]!.callback_data;
  const press = { chatId: DISPATCH_CHAT, messageId: message!.message_id, data, userId: DISPATCHER };
  await product.control(product.telegram, { press });
  await eventually(() => driver.get("/api/responses"), ({ json }) => json.data[0].status === "accepted");
  assert.equal((await driver.call("DELETE", `/api/responses/${responseId}`)).status, 200);
  const [edited, told] = await eventually(
    () => product.messages(DISPATCH_CHAT),
    ([first, second]) => /отозвал/.test(first?.text ?? "") && second !== undefined,
  );
  assert.match(told!.text, /Водитель отказался от принятого груза[^]*Иван, \+7[^]*Нужна другая машина/);
  assert.equal(edited!.message_id, message!.message_id);
  const response = await product.app.responses.find(responseId);
  assert.equal(response?.message?.messageId, message!.message_id, "later edits go to the first message");
});

Deno.test("a token Telegram does not know stops all sending at once and raises one alarm", async () => {
  await using product = await startProduct();
  const body = { ok: false, error_code: 401, description: "Unauthorized" };
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 401, body } });
  const driver = await product.signIn(DRIVER);
  const { json } = await driver.get("/api/cargos?mode=all&limit=3");
  await driver.post(`/api/cargos/${json.data[0].id}/responses`, FORM);
  await eventually(
    () => queued(product),
    (all) => all.length === 2 && all.every(({ lastError }) => lastError !== undefined),
  );
  const tried = await sendings(product);
  assert.ok(tried <= 2, `${tried} tried`);
  for (const { id } of json.data.slice(1)) await driver.post(`/api/cargos/${id}/responses`, FORM);
  await product.control(product.telegram, { send: { userId: DISPATCHER, text: "/help" } });
  await eventually(
    () => queued(product),
    (all) => all.some(({ kind, lastError }) => kind === "reply" && lastError !== undefined),
  );
  assert.equal(await sendings(product), tried, "a new chat is not tried either");
  assert.deepEqual(await product.world.queue.dead(), []);
  const alarms = product.logs.filter(isAlarm);
  assert.equal(alarms.length, 1);
  assert.match(alarms[0]!, /correct TELEGRAM_BOT_TOKEN/);
  assert.equal(alarms[0]!.includes(SECRETS.botToken), false);
});
