// A disk has spoiled messages of the queue: the product starts, everything else leaves, and the operators are told.
import assert from "node:assert/strict";
import { deadKey, OUT } from "../../../infra/eventlog/keys.ts";
import {
  ADMIN,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  type Product,
  startProduct,
} from "../../support/product.ts";
import { givenUp, TRIAL } from "../../support/given_up.ts";

const JOB = "events.sign_head";
const REMINDER = "driver_note:in-three-days";

/** The first byte of a record is another one. */
async function spoil(kv: Deno.Kv, key: Deno.KvKey): Promise<void> {
  const { value } = await kv.get<Uint8Array>(key);
  assert.ok(value);
  await kv.set(key, value.map((byte, at) => at === 0 ? byte ^ 1 : byte));
}

async function spoilPending(kv: Deno.Kv, id: string): Promise<void> {
  for await (const { key } of kv.list({ prefix: OUT })) if (key[2] === id) return await spoil(kv, key);
  throw new Error(`"${id}" is not pending`);
}

async function remindLater({ world }: Product): Promise<void> {
  await world.log.append({
    streams: [],
    meta: { at: new Date().toISOString(), actor: { kind: "system" }, correlationId: "c" },
    messages: [{
      ...{ id: REMINDER, kind: "driver_note", lane: "chat:1", data: { chatId: "1" } },
      dueAt: Date.now() + 3 * 86_400_000,
    }],
  });
}

/** A driver answers a load, and the dispatchers hear of it. */
async function assertMessagesLeave(product: Product, name: string): Promise<void> {
  const driver = await product.signIn(DRIVER);
  const cargo = await driver.anyCargo();
  const answer = { phone: "+7 912 345-67-89", name };
  assert.equal((await driver.post(`/api/cargos/${cargo}/responses`, answer)).status, 201);
  await eventually(
    () => product.messages(DISPATCH_CHAT),
    (messages) => messages.some(({ text }) => text?.includes(name)),
  );
}

/** Ids of the messages that are told to be unreadable, once for each telling. */
const told = ({ logs }: Product) =>
  logs.map((line) => JSON.parse(line))
    .filter(({ message, alarm }) => message === "a queued message cannot be read" && alarm === true)
    .map(({ messageId }) => messageId);

Deno.test("a product whose store has unreadable messages starts, sends the others, tells of each once and loses none", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const KV_PATH = `${directory}/test.kv`;
    {
      await using product = await startProduct({ KV_PATH });
      await remindLater(product);
      await givenUp(product, TRIAL);
    }
    const kv = await Deno.openKv(KV_PATH);
    await spoilPending(kv, REMINDER);
    await spoilPending(kv, JOB);
    await spoil(kv, deadKey(TRIAL.id));
    kv.close();

    await using product = await startProduct({ KV_PATH });
    await assertMessagesLeave(product, "Иван");
    const admin = await product.signIn(ADMIN);
    const page = await admin.get("/admin/outbox");
    assert.equal(page.status, 200);
    assert.match(page.text, /Не удаётся прочитать записей: 2/);
    for (const path of ["/api/admin/outbox", "/api/admin/outbox?status=failed", "/api/admin/steps"]) {
      assert.equal((await admin.get(path)).status, 200, path);
    }
    for (const action of ["retry", "cancel"]) {
      const { status, json } = await admin.post(`/api/admin/outbox/${REMINDER}/${action}`);
      assert.deepEqual([status, json.code], [404, "message_gone"]);
    }
    assert.deepEqual(told(product).toSorted(), [REMINDER, JOB, TRIAL.id].toSorted());
    // A job is only that it is to run, so it runs on.
    assert.ok(await product.world.queue.find(JOB));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("a message that becomes unreadable while the product runs keeps no other from leaving", async () => {
  await using product = await startProduct();
  await remindLater(product);
  await spoilPending(product.world.kv, REMINDER);
  await givenUp(product, TRIAL);
  await spoil(product.world.kv, deadKey(TRIAL.id));
  await assertMessagesLeave(product, "Пётр");
  const admin = await product.signIn(ADMIN);
  assert.match((await admin.get("/admin/outbox?status=queued")).text, /Не удаётся прочитать записей: 2/);
  assert.deepEqual(told(product).toSorted(), [REMINDER, TRIAL.id].toSorted());
});
