// What reaches us from providers, many at once: each is on disk before it is answered, and they do not wait for each other.
import assert from "node:assert/strict";
import type { DeliveryEvent } from "../../../domain/payments/observation/delivery_events.ts";
import { LOG } from "../../../infra/eventlog/keys.ts";
import { createInbox } from "../../../infra/payments/inbox.ts";
import { createStripeDoor } from "../../../infra/payments/stripe/door.ts";
import { createYooKassaDoor } from "../../../infra/payments/yookassa/door.ts";
import { everything, kvLog, withKv } from "../eventlog/kit.ts";

const world = {
  clock: () => Date.parse("2026-03-03T11:00:00.000Z"),
  newId: () => crypto.randomUUID(),
  alarm: (message: string) => assert.fail(message),
};

Deno.test("notifications of one moment share a write, and each has its own stream with its job", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const inbox = createInbox({ ...world, log });
    const job = { kind: "look_into", data: () => ({}) };
    const objects = Array.from({ length: 20 }, (_, n) => `payment-${n}`);
    await Promise.all(
      objects.map((objectId) =>
        inbox.keep({ provider: "yookassa", eventType: "payment.succeeded", objectId }, job, objectId)
      ),
    );
    const kept = await everything(log);
    assert.deepEqual(kept.map(({ meta }) => meta.correlationId).sort(), objects.toSorted());
    assert.equal(new Set(kept.map(({ streamId }) => streamId)).size, 20);
    const writes = await Array.fromAsync(kv.list({ prefix: LOG }));
    assert.ok(writes.length <= 2, `${writes.length} writes`);
  }));

Deno.test("the same bytes have the same digest at every door", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const inbox = createInbox({ ...world, log });
    const caller = { token: "good", remoteIp: "127.0.0.1" };
    const tokens = { read: () => Promise.resolve("good"), known: "good" };
    await createYooKassaDoor({ tokens, isTheirs: () => true, inbox }).receive(caller, "{}", "yookassa");
    const stripe = createStripeDoor({
      ...world,
      inbox,
      webhookSecrets: () => Promise.resolve(["whsec_one"]),
      test: () => true,
    });
    await stripe.receive({ ...caller, body: "{}", signature: null, correlationId: "stripe" });
    const kept = (await everything(log)).map(({ data }) => data as DeliveryEvent["data"]);
    // As `sha256sum` prints it.
    const digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    assert.deepEqual(kept.map(({ provider, bodyDigest }) => [provider, bodyDigest]), [
      ["yookassa", digest],
      ["stripe", digest],
    ]);
  }));
