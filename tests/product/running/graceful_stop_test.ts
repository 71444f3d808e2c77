// Stopping finishes what was started: requests are answered, messages arrive once, live tails let go.
import assert from "node:assert/strict";
import { DISPATCH_CHAT, DRIVER, eventually, freePort, signIn } from "../../support/product.ts";
import { type Call, callsTo, control, messagesIn, type Sandbox } from "../../support/sandbox_control.ts";
import { startSandboxes } from "../../support/sandboxes.ts";

const FORM = { phone: "+79123456789", name: "Иван" };
/** Long enough for what is asked to be on its way still when the stop begins. */
const SLOW_MS = 1_000;

Deno.test("a request and a message in flight are finished, and the message arrives exactly once over a restart", async () => {
  await using outside = await startSandboxes();
  const { telegram, cargotech } = outside;
  const first = await outside.launch();
  await arrived(telegram, "setChatMenuButton", 1);
  const driver = await signIn(first.baseUrl, telegram.url, DRIVER);
  const cargo = await driver.anyCargo();

  await control(telegram, { latencyMs: SLOW_MS });
  await control(cargotech, { latencyMs: SLOW_MS });
  assert.equal((await driver.post(`/api/cargos/${cargo}/responses`, FORM)).status, 201);
  await arrived(telegram, "sendMessage", 1);
  const before = (await callsTo(cargotech, "/v2/cargos/views")).length;
  const list = driver.get("/api/cargos?mode=all&limit=7&offset=21");
  await arrived(cargotech, "/v2/cargos/views", before + 1);

  await first.stop("a test");
  assert.equal((await list).status, 200);
  assert.equal((await messagesIn(telegram, DISPATCH_CHAT)).length, 1);
  await assert.rejects(fetch(`${first.baseUrl}/health/live`), "nobody answers any more");

  await control(telegram, { latencyMs: 0 });
  await control(cargotech, { latencyMs: 0 });
  const second = await outside.launch();
  const again = await signIn(second.baseUrl, telegram.url, DRIVER);
  const { json } = await eventually(
    () => again.get(`/api/responses/${DRIVER}-${cargo}`),
    (answer) => answer.json.status === "delivered",
  );
  assert.deepEqual(json.timeline.map(({ status }: { status: string }) => status), ["sent", "delivered"]);
  assert.deepEqual(await second.world.queue.dead(), []);
  await second.stop("a test");
  assert.equal((await messagesIn(telegram, DISPATCH_CHAT)).length, 1);
});

Deno.test("what was queued and not begun is sent after the restart", async () => {
  await using outside = await startSandboxes();
  const { telegram } = outside;
  // Nobody listens there: no message can be begun.
  const nowhere = `http://127.0.0.1:${freePort()}`;
  const first = await outside.launch({ TELEGRAM_API_ROOT: nowhere, TELEGRAM_MODE: "off" });
  const driver = await signIn(first.baseUrl, telegram.url, DRIVER);
  const cargo = await driver.anyCargo();
  assert.equal((await driver.post(`/api/cargos/${cargo}/responses`, FORM)).status, 201);
  await first.stop("a test");
  assert.equal((await messagesIn(telegram, DISPATCH_CHAT)).length, 0);

  const second = await outside.launch();
  await eventually(() => messagesIn(telegram, DISPATCH_CHAT), (all) => all.length === 1);
  await second.stop("a test");
  assert.equal((await messagesIn(telegram, DISPATCH_CHAT)).length, 1);
});

Deno.test("a live stream does not hold up the stop", async () => {
  await using outside = await startSandboxes();
  const product = await outside.launch();
  const { token } = await signIn(product.baseUrl, outside.telegram.url, DRIVER);
  const stream = await fetch(`${product.baseUrl}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(stream.status, 200);
  const ended = stream.text();
  await product.stop("a test");
  await ended;
  assert.deepEqual(outside.logs.filter((line) => JSON.parse(line).level === "error"), []);
});

function arrived(sandbox: Sandbox, path: string, count: number): Promise<Call[]> {
  return eventually(() => callsTo(sandbox, path), (seen) => seen.length >= count);
}
