// Telegram's webhook: ingest only, once per update_id, for nobody without the secret (surface: POST /webhooks/telegram).
import assert from "node:assert/strict";
import { ADMIN, DRIVER, eventually, type Product, startProduct } from "../../support/product.ts";

const SECRET = "webhook-secret_0123456789";
const WEBHOOK = { TELEGRAM_MODE: "webhook", TELEGRAM_WEBHOOK_SECRET: SECRET };
const HEADER = "x-telegram-bot-api-secret-token";

const startUpdate = (updateId: number, text = "/help") => ({
  update_id: updateId,
  message: {
    message_id: updateId,
    date: 1_790_000_000,
    chat: { id: DRIVER, type: "private", first_name: "Иван" },
    from: { id: DRIVER, is_bot: false, first_name: "Иван" },
    text,
    entities: [{ type: "bot_command", offset: 0, length: text.length }],
  },
});

Deno.test("without the secret, or with a wrong one, it is 401 and nothing is kept", async () => {
  await using product = await startProduct(WEBHOOK);
  const body = JSON.stringify(startUpdate(501));
  const wrong: Record<string, string>[] = [{}, { [HEADER]: "" }, { [HEADER]: SECRET + "x" }, {
    [HEADER]: SECRET.slice(1),
  }];
  for (const headers of [...wrong, { [HEADER]: SECRET.toUpperCase() }]) {
    const response = await fetch(`${product.baseUrl}/webhooks/telegram`, { method: "POST", body, headers });
    assert.deepEqual([response.status, (await response.json()).code], [401, "unauthenticated"]);
  }
  assert.equal((await updatesOf(product)).length, 0);
});

Deno.test("where updates are polled the webhook takes none, not even with an empty secret", async () => {
  await using product = await startProduct({ TELEGRAM_MODE: "polling" });
  for (const secret of ["", "undefined", SECRET]) {
    const response = await deliver(product, startUpdate(1), { [HEADER]: secret });
    assert.equal(response, 401);
  }
});

Deno.test("the same update three times is one event and one answer", async () => {
  await using product = await startProduct(WEBHOOK);
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  await eventually(() => product.messages(DRIVER), (all) => all.some(({ from }) => from.is_bot));
  const before = (await product.messages(DRIVER)).length;
  const kept = (await updatesOf(product)).length;

  const update = startUpdate(90_000_001);
  const statuses = await Promise.all([1, 2, 3].map(() => deliver(product, update)));
  assert.deepEqual([...statuses, await deliver(product, update)], [200, 200, 200, 200]);
  await eventually(() => product.messages(DRIVER), (all) => all.length > before);
  // What comes later in the same chat is answered later: once it is there, a second answer would be there too.
  await deliver(product, startUpdate(90_000_002));
  await eventually(() => product.messages(DRIVER), (all) => all.length >= before + 2);
  assert.equal((await product.messages(DRIVER)).length, before + 2);
  assert.equal((await updatesOf(product)).length, kept + 2);
});

Deno.test("what is no update is 400 and nothing is kept, more than 1 MiB is 413", async () => {
  await using product = await startProduct(WEBHOOK);
  const junk: BodyInit[] = [
    "",
    "{",
    "[]",
    "null",
    "{}",
    '{"update_id":"7"}',
    '{"update_id":-1}',
    '{"update_id":1.5}',
    Uint8Array.of(0xff),
  ];
  for (const body of junk) assert.equal(await deliverRaw(product, body), 400, String(body));
  assert.equal(
    await deliverRaw(product, JSON.stringify({ ...startUpdate(7), junk: "x".repeat(1024 * 1024) })),
    413,
  );
  assert.equal((await updatesOf(product)).length, 0);
});

Deno.test("it needs neither a session nor an Origin, whatever cookie comes along", async () => {
  await using product = await startProduct(WEBHOOK);
  assert.equal(
    await deliver(product, startUpdate(8), {
      [HEADER]: SECRET,
      cookie: "session=x",
      origin: "https://a.example",
    }),
    200,
  );
});

Deno.test("an update nobody understands is kept and answered 200", async () => {
  await using product = await startProduct(WEBHOOK);
  assert.equal(await deliver(product, { update_id: 9, something_of_tomorrow: { id: 1 } }), 200);
  assert.deepEqual((await updatesOf(product)).map(({ data }) => data["kind"]), ["something_of_tomorrow"]);
});

Deno.test("the answer does not wait for a Bot API that hangs", async () => {
  await using product = await startProduct(WEBHOOK);
  await product.control(product.telegram, { fault: { path: "sendMessage", hang: true } });
  assert.equal(await deliver(product, startUpdate(10)), 200);
  assert.equal((await updatesOf(product)).length, 1);
  // Its end is what a stop of ours would wait for.
  await product.telegram.stop();
});

Deno.test("what was said to the bot is kept as ciphertext", async () => {
  await using product = await startProduct(WEBHOOK);
  await deliver(product, startUpdate(11, "/very_private_words"));
  const [kept] = await updatesOf(product);
  assert.doesNotMatch(JSON.stringify(kept), /private_words|Иван/);
  const admin = await product.signIn(ADMIN);
  const { json } = await admin.get(`/api/admin/events?type=TelegramUpdateReceived`);
  assert.match(json.data[0].data.update, /very_private_words/);
});

Deno.test("a long answer to a long message, escaped as Telegram escapes, is kept and understood", async () => {
  await using product = await startProduct(WEBHOOK);
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  await eventually(() => product.messages(DRIVER), (all) => all.some(({ from }) => from.is_bot));
  const before = (await product.messages(DRIVER)).length;
  const text = "Ж".repeat(4096);
  const { message, ...rest } = startUpdate(12, text);
  const update = { ...rest, message: { ...message, entities: [], reply_to_message: { ...message, text } } };
  const escape = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const json = JSON.stringify(update).replaceAll(/[\u0080-\uffff]/g, escape);
  assert.ok(json.length > 48_000);
  assert.equal(await deliverRaw(product, json), 200);
  await eventually(() => product.messages(DRIVER), (all) => all.length > before);
  const kept = (await updatesOf(product)).at(-1);
  assert.match(await product.world.vault.open(String(kept?.data["update"])) ?? "", /"text":"Ж{4096}"/);
});

Deno.test("what is refused is logged for the operators", async () => {
  await using product = await startProduct(WEBHOOK);
  assert.equal(await deliverRaw(product, '{"update_id":"7"}'), 400);
  assert.match(product.logs.join("\n"), /an update of Telegram was not kept.*not_an_update/);
});

async function updatesOf({ world }: Product) {
  const events = await Array.fromAsync(world.log.readAll({ after: 0 }));
  return events.filter(({ type }) => type === "TelegramUpdateReceived");
}

function deliver(product: Product, update: object, headers: Record<string, string> = { [HEADER]: SECRET }) {
  return deliverRaw(product, JSON.stringify(update), headers);
}

async function deliverRaw(
  { settings }: Product,
  body: BodyInit,
  headers: Record<string, string> = { [HEADER]: SECRET },
): Promise<number> {
  const url = `http://localhost:${settings["PORT"]}/webhooks/telegram`;
  const response = await fetch(url, { method: "POST", body, headers });
  await response.body?.cancel();
  return response.status;
}
