// Looking into sealed history again and again.
import assert from "node:assert/strict";
import type { StoredEvent } from "../../../../domain/shared/event.ts";
import { createKvEventLog } from "../../../../infra/eventlog/kv_event_log.ts";
import { sealSegments } from "../../../../infra/eventlog/segments/seal_segments.ts";
import { everything, kvLog, logDeps, noted, withKv, write } from "../kit.ts";

/** A store that counts how often sealed segments are read. */
function counting(kv: Deno.Kv) {
  const reads = { segments: 0 };
  return {
    reads,
    kv: new Proxy(kv, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          if (name === "list" && JSON.stringify(args[0]).includes('"prefix":["seg"]')) reads.segments++;
          return member.apply(target, args);
        };
      },
    }),
  };
}

async function first(events: AsyncIterable<StoredEvent>): Promise<StoredEvent | undefined> {
  for await (const event of events) return event;
}

Deno.test("neighbours in sealed history are read once, both ways, and are what they were", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    for (let n = 0; n < 90; n++) await log.append(write(`s${n % 7}`, "any", noted(`${n} ж`), noted("y")));
    const before = await everything(log);
    await sealSegments({ kv, random: Math.random }, { keep: 20, segmentSize: 4_000 });
    const { reads, kv: counted } = counting(kv);
    const reader = createKvEventLog({ ...logDeps(), kv: counted });
    assert.deepEqual(await first(reader.readAll({ after: 40 })), before[40]);
    const once = reads.segments;
    assert.ok(once > 0);
    assert.deepEqual(await first(reader.readAll({ after: 41 })), before[41]);
    assert.deepEqual(await first(reader.readAll({ before: 42, backwards: true })), before[40]);
    assert.equal(reads.segments, once);
    for (const position of [0, 17, 40, 120, 160, 179]) {
      assert.deepEqual(await everything(reader, position), before.slice(position));
      assert.deepEqual(
        await Array.fromAsync(reader.readAll({ before: position + 1, backwards: true })),
        before.slice(0, position).reverse(),
      );
    }
  }));

Deno.test("what is read from sealed history cannot be altered by those who read it", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    for (let n = 0; n < 50; n++) await log.append(write("s", "any", noted(`${n}`)));
    await sealSegments({ kv, random: Math.random }, { keep: 5, segmentSize: 2_000 });
    const event = await first(log.readAll({ after: 3 }));
    assert.throws(() => Object.assign(event?.data ?? {}, { text: "other" }), TypeError);
  }));
