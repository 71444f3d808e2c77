// The driver's live stream: what happens to a response arrives by itself, and nothing is lost while the phone is away.
import assert from "node:assert/strict";
import { listen } from "../support/live_stream.ts";
import { DISPATCH_CHAT, DISPATCHER, DRIVER, eventually, startProduct } from "../support/product.ts";

/** So many events have been heard. */
const many = (count: number) => (heard: readonly unknown[]) => heard.length >= count;
const FORM = { phone: "+79123456789", name: "Иван" };

Deno.test("changes of my responses arrive, other drivers' do not, and Last-Event-ID resumes without loss or repetition", async () => {
  await using product = await startProduct();
  const [mine, other] = [await product.signIn(), await product.signIn(DRIVER + 1)];
  const cargo = await mine.anyCargo();

  const listening = await listen(mine);
  await other.post(`/api/cargos/${cargo}/responses`, FORM);
  await mine.post(`/api/cargos/${cargo}/responses`, FORM);
  const live = await listening.until(many(2));
  assert.deepEqual(live.map(({ event, data }) => [event, data.responseId, data.status]), [
    ["response", `${DRIVER}-${cargo}`, "sent"],
    ["response", `${DRIVER}-${cargo}`, "delivered"],
  ]);
  await listening.close();

  const messages = await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 2);
  const data = `accept:${DRIVER}-${cargo}`;
  const { message_id: messageId } = messages.find(({ reply_markup }) =>
    JSON.stringify(reply_markup).includes(data)
  )!;
  await product.control(product.telegram, {
    press: { chatId: DISPATCH_CHAT, messageId, data, userId: DISPATCHER },
  });
  await eventually(
    () => mine.get(`/api/responses/${DRIVER}-${cargo}`),
    ({ json }) => json.status === "accepted",
  );

  const resumed = await listen(mine, { lastEventId: live[1]!.id });
  assert.deepEqual((await resumed.until(many(1))).map(({ data }) => data.status), ["accepted"]);
  await resumed.close();
});

Deno.test("a page that listens late asks for what happened while it was being drawn", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  await eventually(
    () => driver.get(`/api/responses/${DRIVER}-${cargo}`),
    ({ json }) => json.status === "delivered",
  );
  const late = await listen(driver, { query: "?recent=60" });
  assert.deepEqual((await late.until(many(1))).map(({ data }) => data.status), ["delivered"]);
  await late.close();
});

Deno.test("a stream ends with its session: after logout nothing more comes", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  const listening = await listen(driver);
  assert.equal((await driver.post("/api/auth/logout")).status, 204);
  const origin = { actor: { kind: "driver", id: String(DRIVER) }, correlationId: "test" } as const;
  await product.app.responses.respond(DRIVER, cargo, FORM, origin);
  await assert.rejects(listening.until(many(1)), /the stream ended/);
});

Deno.test("the stream is for signed-in drivers only", async () => {
  await using product = await startProduct();
  const response = await fetch(`${product.baseUrl}/api/stream`);
  assert.equal(response.status, 401);
  assert.equal((await response.json()).code, "unauthenticated");
});
