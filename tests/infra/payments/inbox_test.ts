// What reaches us from providers, many at once: each is on disk before it is answered, and they do not wait for each other.
import assert from "node:assert/strict";
import { createInbox } from "../../../infra/payments/inbox.ts";
import { LOG } from "../../../infra/eventlog/keys.ts";
import { everything, kvLog, withKv } from "../eventlog/kit.ts";

Deno.test("notifications of one moment share a write, and each has its own stream with its job", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const inbox = createInbox({
      log,
      clock: () => Date.parse("2026-03-03T11:00:00.000Z"),
      newId: () => crypto.randomUUID(),
      alarm: (message) => assert.fail(message),
    });
    const objects = Array.from({ length: 20 }, (_, n) => `payment-${n}`);
    await Promise.all(
      objects.map((objectId) =>
        inbox.keep({ provider: "yookassa", eventType: "payment.succeeded", objectId }, objectId)
      ),
    );
    const kept = await everything(log);
    assert.deepEqual(kept.map(({ meta }) => meta.correlationId).sort(), objects.toSorted());
    assert.equal(new Set(kept.map(({ streamId }) => streamId)).size, 20);
    const writes = await Array.fromAsync(kv.list({ prefix: LOG }));
    assert.ok(writes.length <= 2, `${writes.length} writes`);
  }));
