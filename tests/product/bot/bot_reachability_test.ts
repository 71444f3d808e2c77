// Whom the bot can write to: who has blocked it is lost at once, who never began a chat too, and both are found again.
import assert from "node:assert/strict";
import { ADMIN, DRIVER, eventually, type Product, startProduct } from "../../support/product.ts";
import { FORM, heard, QUICK } from "./answered.ts";

Deno.test("who blocks the bot is lost at once and written to no more, until they let it in again", async () => {
  await using product = await startProduct(QUICK);
  const [driver, admin] = [await product.signIn(DRIVER), await product.signIn(ADMIN)];
  const isLost = () => product.app.reachability.isLost(DRIVER);
  await product.control(product.telegram, { blockUser: DRIVER });
  await eventually(isLost, (lost) => lost);
  const { json: loads } = await driver.get("/api/cargos?mode=all&limit=2");
  const answer = (index: number) => driver.post(`/api/cargos/${loads.data[index].id}/responses`, FORM);
  await answer(0);
  const skipped = await eventually(
    () => admin.get("/api/admin/outbox?status=skipped"),
    ({ json }) => json.data.some(({ kind }: { kind: string }) => kind === "driver_response_sent"),
  );
  assert.deepEqual((await admin.get("/api/admin/outbox?status=failed")).json.data, []);
  assert.match((await admin.get("/admin/outbox")).text, /чат закрыт, не отправляли/);
  assert.equal(skipped.json.data[0].attempts, 0);
  const reasons = await admin.get("/api/admin/events?type=MessageCancelled");
  assert.equal(reasons.json.data[0].data.reason, "unreachable");
  assert.deepEqual(await heard(product), []);

  await product.control(product.telegram, { blockUser: DRIVER, blocked: false });
  await eventually(isLost, (lost) => !lost);
  const types = await typesOf(product);
  const count = (type: string) => types.filter((each) => each === type).length;
  assert.deepEqual([count("DriverUnreachable"), count("DriverReachable"), count("MessageFailed")], [1, 1, 0]);
  await answer(1);
  await eventually(() => heard(product), (all) => all.some(({ text }) => /диспетчер/i.test(text)));
});

Deno.test("a driver of whom Telegram's word never came is tried again a day later with what they wait for", async () => {
  await using product = await startProduct(QUICK);
  const driver = await product.signIn(DRIVER);
  await product.world.log.append({
    streams: [{
      streamId: `reachability-${DRIVER}`,
      expectedVersion: 0,
      events: [{ type: "DriverUnreachable", data: { driverId: DRIVER, reason: "blocked" } }],
    }],
    meta: {
      at: new Date(Date.now() - 86_400_000).toISOString(),
      actor: { kind: "system" },
      correlationId: "test",
    },
  });
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => lost);
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  await eventually(() => heard(product), (all) => all.some(({ text }) => /диспетчер/i.test(text)));
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => !lost);
});

Deno.test("who never began a chat with the bot is lost until they do", async () => {
  await using product = await startProduct(QUICK);
  const driver = await product.signIn(DRIVER);
  const body = { ok: false, error_code: 400, description: "Bad Request: chat not found" };
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 400, body, times: 2 } });
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => lost);
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => !lost);
});

async function typesOf({ world }: Product): Promise<string[]> {
  return (await Array.fromAsync(world.log.readAll({ after: 0 }))).map(({ type }) => type);
}
