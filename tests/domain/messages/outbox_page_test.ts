// The outbox a page at a time, on a real store: what waits, what was given up and what was sent, merged by time.
import assert from "node:assert/strict";
import {
  createOutbox,
  type Outbox,
  type OutboxMessage,
  type OutboxQuery,
} from "../../../domain/messages/mod.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { createOutboxQueue } from "../../../infra/telegram/outbox_queue.ts";
import { meta, NOW, withKv } from "../../infra/eventlog/kit.ts";
import { type Bench, bench, take } from "../../infra/queue/kit.ts";

const MINUTE = 60_000;

const note = (id: string, dueAt: number) => ({ id, lane: `chat:${id}`, data: { chatId: "7" }, dueAt });

/** `read` is called with every message that is read from the queue. */
function outboxOf({ log, queue, now }: Bench, read = (_id: string) => {}): Outbox {
  async function* list(...args: Parameters<typeof queue.list>) {
    for await (const entry of queue.list(...args)) {
      read(entry.message.id);
      yield entry;
    }
  }
  async function newest(
    { type, before = Infinity, limit }: { type?: string; before?: number; limit: number },
  ) {
    const found: StoredEvent[] = [];
    for await (const event of log.readAll({ before, backwards: true })) {
      if (event.type === type && found.push(event) === limit) break;
    }
    return found;
  }
  return createOutbox({ queue: createOutboxQueue({ ...queue, list }), history: { newest }, log, clock: now });
}

async function fact(
  { log, now }: Bench,
  type: "MessageSent" | "MessageCancelled",
  messageId: string,
  reason?: string,
): Promise<void> {
  const data = { messageId, kind: "note", chatId: "7", ...(reason !== undefined && { reason }) };
  await log.append({
    streams: [{ streamId: "chat-7", expectedVersion: "any", events: [{ type, data }] }],
    meta: { ...meta, at: new Date(now()).toISOString() },
  });
}

async function giveUp({ queue, send, now }: Bench, id: string): Promise<void> {
  await send(note(id, now()));
  const entry = await queue.find(id);
  const held = entry && await take(queue, entry, MINUTE);
  assert.ok(held && await queue.bury(held, "refused"));
}

/** Everything, by pages of so many. */
async function paged(outbox: Outbox, query: Omit<OutboxQuery, "after">): Promise<string[]> {
  const ids: string[] = [];
  let after: OutboxQuery["after"];
  for (;;) {
    const { data, next } = await outbox.list({ ...query, ...(after !== undefined && { after }) });
    assert.ok(data.length <= query.limit);
    ids.push(...data.map(({ id }: OutboxMessage) => id));
    if (next === null) return ids;
    assert.equal(data.length, query.limit);
    after = next;
  }
}

Deno.test("pages of any size give every message once, newest first", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    await b.send({ id: "no message to a person", lane: "work", data: {} });
    for (let round = 0; round < 4; round++) {
      await fact(b, "MessageSent", `sent ${round}`);
      b.pass(MINUTE);
      await fact(b, "MessageCancelled", `skipped ${round}`, "unreachable");
      await fact(b, "MessageCancelled", `cancelled ${round}`);
      b.pass(MINUTE);
      await giveUp(b, `failed ${round}`);
      b.pass(MINUTE);
      await b.send(note(`waits ${round}`, b.now()), note(`waits with ${round}`, b.now()));
      b.pass(MINUTE);
    }
    const expected = [3, 2, 1, 0].flatMap((round) => [
      ...[`waits with ${round}`, `waits ${round}`, `failed ${round}`, `skipped ${round}`, `sent ${round}`],
    ]);
    const outbox = outboxOf(b);
    for (const limit of [1, 2, 3, 7, 20, 1000]) assert.deepEqual(await paged(outbox, { limit }), expected);
    for (const status of ["sent", "skipped", "failed"] as const) {
      const some = expected.filter((id) => id.startsWith(status));
      for (const limit of [1, 3, 4]) assert.deepEqual(await paged(outbox, { status, limit }), some);
    }
  }));

Deno.test("what is planned for another day is not in the way, and is told with its day among what waits", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const day = NOW + 3 * 24 * 60 * MINUTE;
    await b.send(note("reminder", day), note("retry", NOW + MINUTE), note("now", NOW));
    const outbox = outboxOf(b);
    for (const limit of [1, 2, 3]) {
      assert.deepEqual(await paged(outbox, { limit }), ["retry", "now"]);
      assert.deepEqual(await paged(outbox, { status: "queued", limit }), ["now", "retry", "reminder"]);
    }
    const { data } = await outbox.list({ status: "queued", limit: 3 });
    assert.equal(data[2]?.dueAt, new Date(day).toISOString());
    assert.equal(data[2]?.at, new Date(NOW).toISOString());
  }));

Deno.test("a page of a long queue, and finding one message in it, read no more of it than they show", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    for (let from = 0; from < 2_000; from += 50) {
      await b.send(...Array.from({ length: 50 }, (_, n) => note(`m${from + n}`, NOW - 2_000 + from + n)));
    }
    let read = 0;
    const outbox = outboxOf(b, () => read++);
    const first = await outbox.list({ limit: 10 });
    assert.equal(first.data[0]?.id, "m1999");
    await outbox.list({ limit: 10, after: first.next ?? {} });
    await outbox.list({ status: "queued", limit: 10 });
    assert.ok(read <= 33, `${read} read`);
    assert.deepEqual(await outbox.cancel("m1000", { actor: meta.actor, correlationId: "c" }), { ok: true });
    assert.ok(read <= 33);
    assert.equal(await b.queue.find("m1000"), null);
  }));
