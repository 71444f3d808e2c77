// When the operators are called for a message that does not leave, and when they are not.
import assert from "node:assert/strict";
import { ADMIN, DRIVER, eventually, startProduct } from "../../support/product.ts";
import { answered, FORM, isAlarm } from "./answered.ts";

const KICKED = { ok: false, error_code: 403, description: "Forbidden: bot was kicked from the group chat" };
const UNREADABLE = { ok: false, error_code: 400, description: "Bad Request: can't parse entities" };

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
