// The bot when Telegram is not as one would like it: chats that are gone, answers that are lost, toasts that hang.
import assert from "node:assert/strict";
import { ALLOWED_UPDATES } from "../../../infra/telegram/setup.ts";
import {
  ADMIN,
  ApiClient,
  type ChatMessage,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  pressButton,
  type Product,
  SECRETS,
  startProduct,
} from "../../support/product.ts";
import { startSandboxes } from "../../support/sandboxes.ts";

const FORM = { phone: "+79123456789", name: "Иван" };
const isAlarm = (line: string) => line.includes('"alarm":true');

Deno.test("a message too large to be kept stops nobody else's", async () => {
  await using product = await startProduct({ TELEGRAM_MODE: "polling" });
  await product.control(product.telegram, { send: { userId: DRIVER, text: "Ж".repeat(16_000) } });
  await product.control(product.telegram, { send: { userId: OTHER_DRIVER, text: "/start" } });
  await eventually(() => product.messages(OTHER_DRIVER), (all) => all.some(({ from }) => from.is_bot));
  const events = await Array.fromAsync(product.world.log.readAll({ after: 0 }));
  const updates = events.filter(({ type }) => type === "TelegramUpdateReceived").map(({ data }) => data);
  assert.deepEqual(updates.map(({ driverId, update }) => [driverId, update === null]), [
    [DRIVER, true],
    [OTHER_DRIVER, false],
  ]);
  assert.match(product.logs.filter(isAlarm).join("\n"), /an update of Telegram was not kept.*too_large/);
});

Deno.test("the bot asks for the updates it understands, and says when another polls in its place", async () => {
  await using product = await startProduct({ TELEGRAM_MODE: "polling" });
  const polled = await eventually(() => calls(product, "getUpdates"), (all) => all.length > 0);
  assert.deepEqual(polled[0]?.note.allowed_updates, [...ALLOWED_UPDATES]);
  const intruder = fetch(`${product.telegram.url}/bot${SECRETS.botToken}/getUpdates`);
  await (await intruder).body?.cancel();
  const seen = () => Promise.resolve(product.logs.join("\n"));
  await eventually(
    seen,
    (logs) => /another process polls for this bot.*terminated by other getUpdates/.test(logs),
  );
});

Deno.test("names of places are text in the list of responses, never markup", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const evil = '<a href="https://evil.example">Казань</a>';
  const cargo = { id: "555", from: "Рудня & Ко", to: evil, truckTypes: [], loadTypes: [] };
  const ref = { responseId: `${DRIVER}-555`, driverId: DRIVER, cargoId: "555" };
  const responded = { type: "CargoResponded", data: { ...ref, ...FORM, cargo } };
  await product.world.log.append({
    streams: [{ streamId: `response-${ref.responseId}`, expectedVersion: 0, events: [responded] }],
    meta: { at: new Date().toISOString(), actor: { kind: "system" }, correlationId: "test" },
  });
  await eventually(() => mine.get("/api/responses"), ({ json }) => json.data.length === 1);
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/responses" } });
  const answers = await eventually(
    async () => (await product.messages(DRIVER)).filter(({ from }) => from.is_bot),
    (all) => all.length > 0,
  );
  assert.equal(answers[0]?.text, `• Рудня & Ко → ${evil} — Отправлен`);
});

Deno.test("toasts that hang hold up no decision for long", async () => {
  await using product = await startProduct();
  const { mine, messages } = await answered(product, 2);
  await product.control(product.telegram, { fault: { path: "answerCallbackQuery", hang: true } });
  for (const message of messages) await pressButton(product, message, "accept");
  await eventually(() => mine.get("/api/responses"), ({ json }) => json.data.every(isAccepted));
  const toasts = () =>
    Promise.resolve(product.logs.filter((line) => line.includes("a toast was not shown")).length);
  await eventually(toasts, (count) => count === 2);
  await product.telegram.stop();
});

Deno.test("a response whose sending nobody could confirm is known to be delivered when its button is pressed", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, { fault: { path: "sendMessage", drop: true, times: 2 } });
  const { mine, messages: [message] } = await answered(product, 1);
  await eventually(() => product.world.queue.dead(), (dead) => dead.length === 2);
  assert.equal((await mine.get("/api/responses")).json.data[0].status, "sent");
  await pressButton(product, message!, "accept");
  const [edited] = await eventually(
    () => product.messages(DISPATCH_CHAT),
    ([only]) => /Принят/.test(only!.text),
  );
  assert.deepEqual(edited?.reply_markup?.inline_keyboard[0]?.map(({ text }) => text), ["Завершить"]);
  const { timeline } = (await mine.get("/api/responses")).json.data[0];
  const [sent, delivered, accepted] = timeline;
  assert.deepEqual([sent.status, delivered.status, accepted.status], ["sent", "delivered", "accepted"]);
  assert.equal(delivered.actor, undefined, "whoever pressed did not deliver it");
  const dead = await product.world.queue.dead();
  assert.deepEqual(dead.map(({ kind }) => kind), ["driver_response_sent"], "the other one is not proved");
  const [proof] = await product.world.log.readStream(`chat-${DISPATCH_CHAT}`, { from: 2, to: 2 });
  assert.deepEqual([proof?.type, proof?.data["telegramMessageId"]], ["MessageSent", message!.message_id]);
});

Deno.test("a message the dispatchers deleted comes anew, with what was decided", async () => {
  await using product = await startProduct();
  const { mine, messages: [message] } = await answered(product, 1);
  await eventually(() => mine.get("/api/responses"), ({ json }) => json.data[0].status === "delivered");
  const gone = {
    method: "POST",
    body: JSON.stringify({ chat_id: DISPATCH_CHAT, message_id: message!.message_id }),
  };
  const headers = { "content-type": "application/json" };
  await (await fetch(`${product.telegram.url}/bot${SECRETS.botToken}/deleteMessage`, { ...gone, headers }))
    .json();
  const { responseId } = (await mine.get("/api/responses")).json.data[0];
  assert.equal((await mine.call("DELETE", `/api/responses/${responseId}`)).status, 200);
  const [anew, ...more] = await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length > 0);
  assert.match(anew!.text, /отозвал отклик/);
  assert.deepEqual(more, []);
  await eventually(
    () => product.app.responses.find(responseId),
    (response) => response?.message?.messageId === anew!.message_id,
  );
});

Deno.test("while the dispatchers' chat takes nothing their messages wait, and the operators hear of it once", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, {
    fault: { path: "sendMessage", status: 403, body: KICKED, times: 4 },
  });
  const { messages } = await answered(product, 2);
  assert.equal(messages.length, 2);
  assert.equal(product.logs.filter(isAlarm).length, 1);
  assert.match(product.logs.find(isAlarm)!, /cannot be reached.*bot was kicked/);
});

Deno.test("a chat that has moved is named with its new id; set, it gets what waited for the old one", async () => {
  await using outside = await startSandboxes();
  const wrong = await outside.launch({ DISPATCH_CHAT_ID: "-42" });
  const driver = await signIn(wrong.baseUrl, outside.telegram.url);
  const parameters = { migrate_to_chat_id: DISPATCH_CHAT };
  const description = "Bad Request: group chat was upgraded to a supergroup chat";
  const body = { ok: false, error_code: 400, description, parameters };
  await control(outside.telegram.url, { fault: { path: "sendMessage", status: 400, body } });
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  const waiting = async () =>
    (await wrong.world.queue.scan()).find(({ message }) => message.kind === "dispatcher_new_response")
      ?.message;
  await eventually(waiting, (message) => message?.lastError !== undefined);
  assert.deepEqual((await wrong.world.queue.dead()).filter(({ kind }) => kind.startsWith("dispatcher")), []);
  const alarms = outside.logs.filter(isAlarm);
  assert.deepEqual(alarms.map((line) => line.includes(`set DISPATCH_CHAT_ID to ${DISPATCH_CHAT}`)), [true]);
  await wrong.stop("a test");

  await control(outside.telegram.url, { clearFaults: true });
  const right = await outside.launch();
  const [message] = await eventually(() => chat(outside.telegram.url), (all) => all.length === 1);
  assert.match(message!.text, /Отклик на груз/);
  await right.stop("a test");
});

Deno.test("a message to the dispatchers that Telegram refuses for good is a matter for the operators", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, {
    fault: { path: "sendMessage", status: 400, body: UNREADABLE, times: 2 },
  });
  const mine = await product.signIn();
  await mine.post(`/api/cargos/${await mine.anyCargo()}/responses`, FORM);
  await eventually(() => product.world.queue.dead(), (all) => all.length === 2);
  const alarms = product.logs.filter(isAlarm);
  assert.deepEqual(alarms.map((line) => /to the dispatchers was refused.*can't parse/.test(line)), [true]);
});

Deno.test("a driver who blocked the bot is a message that is not sent, and no alarm", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, { blockUser: DRIVER, blocked: true });
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => lost);
  await answered(product, 1);
  const admin = await product.signIn(ADMIN);
  const skipped = () => admin.get("/api/admin/outbox?status=skipped");
  await eventually(skipped, ({ text }) => text.includes("driver_response_sent"));
  assert.deepEqual(await product.world.queue.dead(), []);
  assert.deepEqual(product.logs.filter(isAlarm), []);
});

Deno.test("a stop does not wait for the limits of sending: what waited is sent after the restart", async () => {
  await using outside = await startSandboxes();
  const slow = await outside.launch({ TELEGRAM_GROUP_PER_MINUTE: "1" });
  const driver = await signIn(slow.baseUrl, outside.telegram.url);
  const { data } = (await driver.get("/api/cargos?mode=all&limit=2")).json;
  for (const { id } of data) await driver.post(`/api/cargos/${id}/responses`, FORM);
  await eventually(() => chat(outside.telegram.url), (all) => all.length === 1);
  const held = async () =>
    (await slow.world.queue.scan()).filter(({ message }) => message.kind === "dispatcher_new_response");
  await eventually(held, ([only, ...more]) => only?.message.claim !== undefined && more.length === 0);
  await slow.stop("a test");
  assert.equal((await chat(outside.telegram.url)).length, 1);

  const fast = await outside.launch();
  await eventually(() => chat(outside.telegram.url), (all) => all.length === 2);
  assert.deepEqual(await fast.world.queue.dead(), []);
  await fast.stop("a test");
});

Deno.test("Telegram hears of changed settings at the next start, and CargoTech's token is renewed for them", async () => {
  await using outside = await startSandboxes();
  const { telegram, cargotech } = outside;
  const webhook = { TELEGRAM_MODE: "webhook", TELEGRAM_WEBHOOK_SECRET: "webhook-secret_0123456789" };
  const told = async () =>
    (await log(telegram.url)).filter((path) => /Webhook$/.test(path)).map((path) => path.split("/").at(-1));
  const signedIn = async () => (await log(cargotech.url)).filter((path) => path.includes("/auth")).length;
  for (
    const [environment, heard, signIns] of [
      [{ TELEGRAM_MODE: "polling" }, ["deleteWebhook"], 1],
      [webhook, ["deleteWebhook", "setWebhook"], 1],
      [{ TELEGRAM_MODE: "polling", CARGOTECH_TOKEN_CACHE_TTL: "3600" }, [
        "deleteWebhook",
        "setWebhook",
        "deleteWebhook",
      ], 2],
    ] as const
  ) {
    const product = await outside.launch({ ...environment, BASE_URL: "https://app.example" });
    await eventually(told, (seen) => seen.length >= heard.length);
    await eventually(signedIn, (count) => count >= signIns);
    await product.stop("a test");
    assert.deepEqual([await told(), await signedIn()], [heard, signIns]);
  }
});

const KICKED = { ok: false, error_code: 403, description: "Forbidden: bot was kicked from the group chat" };
const UNREADABLE = { ok: false, error_code: 400, description: "Bad Request: can't parse entities" };
const isAccepted = ({ status }: { status: string }) => status === "accepted";

/** The driver answers so many loads; gives the messages the dispatchers get. */
async function answered(
  product: Product,
  count: number,
): Promise<{ mine: ApiClient; messages: ChatMessage[] }> {
  const mine = await product.signIn();
  const { data } = (await mine.get(`/api/cargos?mode=all&limit=${count}`)).json;
  for (const { id } of data) await mine.post(`/api/cargos/${id}/responses`, FORM);
  return {
    mine,
    messages: await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === count),
  };
}

interface Call {
  readonly path: string;
  readonly note: { readonly allowed_updates?: readonly string[] };
}

async function calls({ telegram }: Product, method: string): Promise<Call[]> {
  const all: Call[] = await (await fetch(`${telegram.url}/__control/log`)).json();
  return all.filter(({ path }) => path.includes(method));
}

async function log(url: string): Promise<string[]> {
  const all: Call[] = await (await fetch(`${url}/__control/log`)).json();
  return all.map(({ path }) => path);
}

async function chat(telegramUrl: string): Promise<ChatMessage[]> {
  return await (await fetch(`${telegramUrl}/__control/messages?chat=${DISPATCH_CHAT}`)).json();
}

async function control(url: string, command: object): Promise<void> {
  const response = await fetch(`${url}/__control`, { method: "POST", body: JSON.stringify(command) });
  assert.equal(response.status, 200, await response.text());
}

async function signIn(baseUrl: string, telegramUrl: string): Promise<ApiClient> {
  const body = JSON.stringify({ userId: DRIVER });
  const signed = await fetch(`${telegramUrl}/__control/init-data`, { method: "POST", body });
  const response = await fetch(`${baseUrl}/api/auth/telegram`, { method: "POST", body: await signed.text() });
  return new ApiClient(baseUrl, (await response.json()).token);
}
