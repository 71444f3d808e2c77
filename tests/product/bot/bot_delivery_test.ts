// Messages on their way out while the Bot API answers 429, 403, 400 or 500, hangs or breaks off: nothing is lost,
// nothing comes twice, and the console shows where each stands.
import assert from "node:assert/strict";
import {
  ADMIN,
  type ApiClient,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  type Product,
  startProduct,
} from "../../support/product.ts";
import { FORM, QUICK } from "./answered.ts";

const no = (status: number, description: string) => ({ ok: false, error_code: status, description });

/** What the Bot API does to the first two messages, and where both stand in the end. */
const FAULTS: readonly { name: string; fault: object; status: "sent" | "unknown"; error?: RegExp }[] = [
  { name: "429", fault: { status: 429, retryAfter: 1, times: 2 }, status: "sent" },
  { name: "500", fault: { status: 500, times: 2 }, status: "sent" },
  { name: "a page of a proxy", fault: { html: true, status: 502, times: 2 }, status: "unknown", error: /./ },
  {
    name: "a line that breaks off after sending",
    fault: { drop: true, times: 2 },
    status: "unknown",
    error: /lost/,
  },
];

for (const { name, fault, status, error } of FAULTS) {
  Deno.test(`${name}: both messages are there once, and the console says ${status}`, async () => {
    await using product = await startProduct(QUICK);
    await product.control(product.telegram, { fault: { path: "sendMessage", ...fault } });
    const admin = await respond(product);
    const settled = await eventually(
      () => outbox(admin),
      (all) =>
        all.filter(isFirst).length === 2 && all.filter(isFirst).every((message) => message.status === status),
    );
    const first = settled.filter(isFirst);
    assert.deepEqual(first.map(({ kind }) => kind).sort(), [
      "dispatcher_new_response",
      "driver_response_sent",
    ]);
    if (error) { for (const { lastError } of first) assert.match(lastError ?? "", error); }
    for (const chat of [DISPATCH_CHAT, DRIVER]) {
      assert.ok((await product.messages(chat)).length <= 1, `twice in ${chat}`);
    }
    if (status === "sent") {
      assert.deepEqual(
        [(await product.messages(DISPATCH_CHAT)).length, (await product.messages(DRIVER)).length],
        [1, 1],
      );
    }
  });
}

Deno.test("400 for what is in a message is its end, shown with Telegram's words, and sent again by hand", async () => {
  await using product = await startProduct(QUICK);
  const body = no(400, "Bad Request: can't parse entities");
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 400, body, times: 2 } });
  const admin = await respond(product);
  const failed = await eventually(
    () => outbox(admin, "failed"),
    (all) => all.length === 2,
  );
  for (const { lastError } of failed) assert.match(lastError ?? "", /can't parse entities/);
  const page = (await admin.get("/admin/outbox?status=failed")).text;
  assert.match(page, /can.{1,5}t parse entities/);
  for (const { id } of failed) {
    assert.ok((await admin.post(`/api/admin/outbox/${encodeURIComponent(id)}/retry`)).status < 300);
  }
  await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);
  await eventually(() => product.messages(DRIVER), (all) => all.length === 1);
  await eventually(() => outbox(admin, "failed"), (all) => all.length === 0);
});

Deno.test("a Bot API that hangs holds up its own chat only; what it refuses in the end waits for it to come back", async () => {
  await using product = await startProduct(QUICK);
  const admin = await product.signIn(ADMIN);
  await product.control(product.telegram, { fault: { path: "sendMessage", hang: true, times: 1 } });
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/help" } });
  await eventually(
    async () => (await product.world.queue.scan()).filter(({ message }) => message.claim?.started),
    (held) => held.length === 1,
  );
  await product.control(product.telegram, { send: { userId: ADMIN, text: "/help" } });
  await eventually(() => product.messages(ADMIN), (all) => all.some(({ from }) => from.is_bot));
  // The one that hangs is answered 503 now, later tries find nobody.
  await product.telegram.stop();
  const waiting = await eventually(
    () => outbox(admin, "queued"),
    ([only, ...more]) => more.length === 0 && /cannot be reached/.test(only?.lastError ?? ""),
  );
  assert.deepEqual(waiting.map(({ kind, chatId }) => [kind, chatId]), [["reply", String(DRIVER)]]);
  assert.match((await admin.get("/admin/outbox?status=queued")).text, /data-status="queued"/);
});

interface OutboxMessage {
  readonly id: string;
  readonly chatId: string;
  readonly kind: string;
  readonly status: string;
  readonly lastError?: string;
}

/** The two a response begins with; what corrects them comes later. */
const isFirst = ({ kind }: OutboxMessage) =>
  kind === "dispatcher_new_response" || kind === "driver_response_sent";

async function respond(product: Product): Promise<ApiClient> {
  const driver = await product.signIn(DRIVER);
  const admin = await product.signIn(ADMIN);
  assert.equal((await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM)).status, 201);
  return admin;
}

async function outbox(admin: ApiClient, status?: string): Promise<OutboxMessage[]> {
  return (await admin.get(`/api/admin/outbox${status ? `?status=${status}` : ""}`)).json.data;
}
