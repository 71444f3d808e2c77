// A stream at a version costs what is looked at, however long the stream is.
import assert from "node:assert/strict";
import { MOST_FOLDED, streamAt } from "../../../domain/history/stream_at.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import type { DomainEvent, StoredEvent } from "../../../domain/shared/event.ts";
import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { logDeps, write } from "../../infra/eventlog/kit.ts";

const sent = (n: number): DomainEvent => ({ type: "MessageSent", data: { messageId: `m${n}` } });
const signedIn: DomainEvent = { type: "DriverSignedIn", data: { driverId: 7 } };
const registered: DomainEvent = { type: "DriverRegistered", data: { driverId: 7, firstName: "Иван" } };
const open = (event: StoredEvent) => Promise.resolve(event);

/** A log that counts the events it is asked for, with one stream of so many. */
async function logOf(streamId: string, events: readonly DomainEvent[]) {
  const log = createMemoryEventLog(logDeps());
  for (let from = 0; from < events.length; from += 500) {
    await log.append(write(streamId, from, ...events.slice(from, from + 500)));
  }
  const read = { events: 0, most: 0 };
  const counting: Pick<EventLog, "readStream"> = {
    async readStream(id, range) {
      const found = await log.readStream(id, range);
      read.events += found.length;
      read.most = Math.max(read.most, found.length);
      return found;
    },
  };
  return { log: counting, read };
}

Deno.test("a chat of 20,000 messages is looked at anywhere without reading it", async () => {
  const { log, read } = await logOf("chat--5", Array.from({ length: 20_000 }, (_, n) => sent(n + 1)));
  for (const version of [1, 15_000, 20_000]) {
    read.events = 0;
    const at = await streamAt(log, open, "chat--5", { version, earlier: 3, later: 2 });
    assert.ok(at !== null && !("refused" in at));
    assert.deepEqual([at.version, at.latest, at.since], [version, 20_000, version - 1]);
    assert.deepEqual(at.state["data"], { messageId: `m${version}` });
    assert.equal(at.previous?.["data"] !== undefined, version > 1);
    const wanted = [version - 2, version - 1, version, version + 1, version + 2];
    assert.deepEqual(at.events.map((event) => event.version), wanted.filter((n) => n >= 1 && n <= 20_000));
    assert.ok(read.events < 100, `${read.events} events read`);
  }
});

Deno.test("a folded stream is read a part at a time, whatever the two versions", async () => {
  const { log, read } = await logOf("driver-7", [
    registered,
    ...Array.from({ length: 2_999 }, () => signedIn),
  ]);
  for (const [version, since] of [[3_000, 1_000], [1_000, 3_000], [501, 500], [2, 0]] as const) {
    const at = await streamAt(log, open, "driver-7", { version, since, earlier: 1, later: 0 });
    assert.ok(at !== null && !("refused" in at));
    assert.equal(at.state["signIns"], version - 1);
    assert.equal(at.previous?.["signIns"] ?? -1, since - 1);
  }
  assert.ok(read.most <= 500, `${read.most} events at once`);
});

Deno.test("a state too far on to be folded is refused, an earlier one of the same stream is not", async () => {
  const beyond = MOST_FOLDED + 1;
  const log: Pick<EventLog, "readStream"> = {
    readStream(_, { from = 1, to = beyond } = {}) {
      const event = (version: number) => ({
        ...signedIn,
        streamId: "driver-7",
        version,
        position: version,
        meta: { at: "" },
      });
      const length = Math.max(0, Math.min(to, beyond) - from + 1);
      return Promise.resolve(Array.from({ length }, (_, n) => event(from + n)) as unknown as StoredEvent[]);
    },
  };
  const window = { earlier: 1, later: 0 };
  assert.deepEqual(await streamAt(log, open, "driver-7", window), { refused: "history_too_long" });
  const early = await streamAt(log, open, "driver-7", { ...window, version: 5 });
  assert.ok(early !== null && !("refused" in early));
  assert.equal(early.latest, beyond);
  assert.ok(!("refused" in (await streamAt(log, open, "chat-7", window) ?? { refused: "unknown" })));
});

Deno.test("a stream nobody wrote to is none", async () => {
  const { log } = await logOf("chat--5", []);
  assert.equal(await streamAt(log, open, "chat--5", { earlier: 1, later: 0 }), null);
});
