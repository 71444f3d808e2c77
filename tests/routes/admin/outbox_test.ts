// The outbox: what became of every message to people, and what an administrator can do about it.
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { OutboxMessage } from "../../../domain/messages/mod.ts";
import {
  ADMIN,
  type ApiClient,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  type Product,
  startProduct,
} from "../../support/product.ts";

const outbox = async (admin: ApiClient, query = ""): Promise<OutboxMessage[]> =>
  (await admin.get(`/api/admin/outbox${query}`)).json.data;

/**
 * The driver answers a load while Telegram answers sending with `fault`; the message to the dispatchers' chat, once both
 * that the answer begins with have that status and no fault is left for what comes later.
 */
async function answered(
  product: Product,
  admin: ApiClient,
  fault: object | null,
  status: string,
): Promise<OutboxMessage> {
  const driver = await product.signIn(DRIVER);
  const cargo = await driver.anyCargo();
  if (fault) await product.control(product.telegram, { fault });
  await driver.post(`/api/cargos/${cargo}/responses`, { phone: "+7 912 345-67-89", name: "Иван" });
  const messages = await eventually(
    () => outbox(admin, `?status=${status}`),
    (seen) =>
      ["dispatcher_new_response", "driver_response_sent"].every((first) =>
        seen.some(({ kind }) => kind === first)
      ),
  );
  return messages.find(({ kind }) => kind === "dispatcher_new_response")!;
}

const REFUSED = {
  path: "/sendMessage",
  status: 400,
  body: { ok: false, error_code: 400, description: "Bad Request: can't parse entities" },
  times: 2,
};

Deno.test("a message that was sent is told with its chat and its attempts", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const { at, id, ...message } = await answered(product, admin, null, "sent");
  deepStrictEqual(message, {
    chatId: String(DISPATCH_CHAT),
    kind: "dispatcher_new_response",
    status: "sent",
    attempts: 1,
  });
  ok(Date.parse(at) > 0);
  match(id, /^dispatcher_new_response:/);
  deepStrictEqual(await outbox(admin, "?status=failed"), []);
  strictEqual((await admin.get("/api/admin/outbox?status=lost")).status, 400);
});

Deno.test("a message that failed is sent again on request, once, and the request is on record", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const failed = await answered(product, admin, REFUSED, "failed");
  match(failed.lastError ?? "", /parse entities/);
  const path = `/api/admin/outbox/${encodeURIComponent(failed.id)}/retry`;
  strictEqual((await admin.post(path)).status, 200);
  await eventually(
    () => outbox(admin, "?status=sent"),
    (seen) => seen.some(({ id }) => id === failed.id),
  );
  const { json } = await admin.get("/api/admin/events?type=MessageRetried");
  strictEqual(json.data.length, 1);
  deepStrictEqual(json.data[0].meta.actor, { kind: "staff", id: String(ADMIN) });
  deepStrictEqual(json.data[0].data, {
    messageId: failed.id,
    kind: failed.kind,
    chatId: failed.chatId,
  });
});

Deno.test("asked twice to send a message again, the second time finds it on its way and does nothing", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const failed = await answered(product, admin, REFUSED, "failed");
  const held = { path: "/sendMessage", status: 429, retryAfter: 600, times: 100 };
  await product.control(product.telegram, { fault: held });
  const id = encodeURIComponent(failed.id);
  strictEqual((await admin.post(`/api/admin/outbox/${id}/retry`)).status, 200);
  strictEqual((await admin.post(`/api/admin/outbox/${id}/retry`)).status, 200);
  const pressed = await admin.post(`/admin/outbox/${id}/retry`);
  deepStrictEqual([pressed.status, pressed.headers.get("location")], [303, "/admin/outbox"]);
  strictEqual((await admin.get("/api/admin/events?type=MessageRetried")).json.data.length, 1);
});

Deno.test("a message that may have arrived is shown as unknown and sent again only by hand", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const torn = { path: "/sendMessage", torn: true, times: 2 };
  const unknown = await answered(product, admin, torn, "unknown");
  ok(unknown.lastError);
  const html = (await admin.get("/admin/outbox")).text;
  match(html, /«Исход неизвестен»: сообщение могло дойти/);
  const path = `/api/admin/outbox/${encodeURIComponent(unknown.id)}/retry`;
  strictEqual((await admin.post(path)).status, 200);
  await eventually(
    () => outbox(admin, "?status=sent"),
    (seen) => seen.some(({ id }) => id === unknown.id),
  );
});

Deno.test("a message that was sent, or never was, can neither be sent again nor cancelled", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const sent = await answered(product, admin, null, "sent");
  for (const id of [sent.id, "nothing:1", "telegram.set_up"]) {
    for (const action of ["retry", "cancel"]) {
      const answer = await admin.post(`/api/admin/outbox/${encodeURIComponent(id)}/${action}`);
      deepStrictEqual([answer.status, answer.json.code], [404, "message_gone"], `${action} ${id}`);
    }
  }
});

Deno.test("a message that failed is cancelled from the page, without JavaScript", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const failed = await answered(product, admin, REFUSED, "failed");
  const html = (await admin.get("/admin/outbox?status=failed")).text;
  const action = `/admin/outbox/${encodeURIComponent(failed.id)}/cancel`;
  ok(html.includes(`action="${action}"`));
  const answer = await admin.post(action);
  strictEqual(answer.status, 303);
  ok(!(await outbox(admin, "?status=failed")).some(({ id }) => id === failed.id));
  strictEqual((await admin.get("/api/admin/events?type=MessageCancelled")).json.data.length, 1);
  strictEqual((await admin.post(action)).status, 404);
});

Deno.test("the outbox is read page by page, and a reminder says when it is going to leave", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const about = { kind: "driver_note", data: { chatId: "1" } };
  const day = Date.now() + 3 * 86_400_000;
  const messages = [1, 2, 3].map((n) => ({
    id: `later:${n}`,
    lane: `l${n}`,
    dueAt: day + n * 1000,
    ...about,
  }));
  await product.world.log.append({
    streams: [],
    meta: { at: new Date().toISOString(), actor: { kind: "system" }, correlationId: "c" },
    messages,
  });
  const first = (await admin.get("/api/admin/outbox?status=queued&limit=2")).json;
  deepStrictEqual(first.data.map(({ id }: OutboxMessage) => id), ["later:1", "later:2"]);
  strictEqual(first.data[0].dueAt, new Date(day + 1000).toISOString());
  const after = `after=${encodeURIComponent(first.next)}`;
  const second = (await admin.get(`/api/admin/outbox?status=queued&limit=2&${after}`)).json;
  deepStrictEqual(second.data.map(({ id }: OutboxMessage) => id), ["later:3"]);
  strictEqual(second.next, null);

  const html = (await admin.get("/admin/outbox?status=queued&limit=2")).text;
  match(html, /уйдёт <time[^>]*datetime="[^"]*"/);
  match(html, /href="\/admin\/outbox\?status=queued&amp;limit=2&amp;after=[^"]+"/);
  match((await admin.get(`/admin/outbox?status=queued&${after}`)).text, /В начало/);

  for (const bad of ["x", "{%22sent%22:-1}", "[]"]) {
    const answer = await admin.get(`/api/admin/outbox?after=${bad}`);
    strictEqual(answer.status, 400);
    strictEqual(answer.json.errors[0].field, "after");
  }
});
