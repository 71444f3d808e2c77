// What lies in stores today must be readable for ever: this is how it looks, byte for byte.
import assert from "node:assert/strict";
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { createKvQueue } from "../../../infra/queue/kv_queue.ts";
import { quiet, take } from "../queue/kit.ts";
import { logDeps, meta, noted, withKv } from "./kit.ts";

async function dump(kv: Deno.Kv): Promise<Record<string, string>> {
  const entries = await Array.fromAsync(kv.list<Uint8Array>({ prefix: [] }));
  return Object.fromEntries(
    entries.map(({ key, value }) => [JSON.stringify(key), new TextDecoder().decode(value)]),
  );
}

Deno.test("the stored form of events, commands, messages and views has not changed", () =>
  withKv(async (kv) => {
    const deps = { ...logDeps(), kv, clock: () => 1000, newId: () => "id" };
    const log = createKvEventLog(deps);
    const message = { id: "m", kind: "k", lane: "l", data: { a: 1 } };
    await log.append({
      meta: { ...meta, actor: { kind: "driver", id: "7" } },
      streams: [
        { streamId: "a", expectedVersion: 0, events: [noted("ж")] },
        { streamId: "b", expectedVersion: 0, events: [noted("2")] },
      ],
      commandId: "c",
      result: { ok: true },
      messages: [message, { ...message, id: "later", dueAt: 5000 }, { ...message, id: "dead" }],
    });
    const queue = createKvQueue(deps);
    for (const entry of await queue.scan()) {
      if (entry.due > 1000) continue;
      const claim = await take(queue, { ...entry, order: "o" }, 500);
      assert.ok(claim);
      await queue.start(claim);
      if (entry.message.id === "dead") {
        await log.append({ streams: [], meta, settles: claim, buries: { status: "unknown", error: "e" } });
      }
    }
    const projections = createProjections({
      ...{ kv, log, logger: quiet, clock: deps.clock, random: () => 0.5 },
      projections: [{
        name: "v",
        version: 3,
        keys: (event) => [[event.streamId, event.position]],
        fold: () => ({ row: 1 }),
      }],
    });
    await projections.start();
    await projections.stop();

    const actor =
      '{"actor":{"id":"7","kind":"driver"},"at":"2026-11-21T09:00:00.000Z","correlationId":"test","schemaVersion":1}';
    // Both computed by another program from the rule in chain.ts.
    const first = "fdb0e0f426f3099aee9552e5b9d1981eef4b58c7dc3b0008b33646fb59b81cca";
    const second = "844333af7c5d85801a19a557922d5219a35096ca84bfce0e38ae9371abcbf7a0";
    const sent = '"kind":"k","lane":"l","data":{"a":1}';
    const from = '"attempt":0,"queuedAt":1000,"correlationId":"test","causationId":"b@1"';
    const tried = `${from.replace("0", "1")},"failures":0,"order":"o"`;
    const held = tried.replace(',"order"', ',"claim":{"token":"id","started":true},"order"');
    assert.deepEqual(await dump(kv), {
      '["cmd","c"]': '[1,2,{"ok":true}]',
      '["cp","v","3.0"]':
        '{"v":1,"position":2,"digest":"712e57b4cbe891b2c84b3f2fa0d6c896f94989738440af98c88977c1f4953544"}',
      '["dead","dead"]':
        `{"id":"dead",${sent},"v":1,"n":2,${tried},"status":"unknown","lastError":"e","diedAt":1000}`,
      '["live","v"]': '{"v":1,"build":"3.0"}',
      '["log",1]':
        `[1,1,[[${actor},[["a",1,"Noted",{"text":"ж"},"${first}"],["b",1,"Noted",{"text":"2"},"${second}"]]]]]`,
      '["log-head"]': `[1,2,"${second}","id"]`,
      '["msg","later"]': '{"v":1,"due":5000}',
      '["msg","m"]': '{"v":1,"due":1500,"token":"id"}',
      '["out",1500,"m"]': `{"id":"m",${sent},"v":1,"n":0,${held}}`,
      '["out",5000,"later"]': `{"id":"later",${sent},"dueAt":5000,"v":1,"n":1,${from}}`,
      '["rebuild","v"]':
        '{"rebuildId":"v-3.0","build":"3.0","owner":"i","position":2,"target":2,"eventsPerSecond":0,"status":"done","v":1,"renewedAt":1000}',
      '["str","a",1]': `[1,1,"Noted",{"text":"ж"},${actor},"${first}"]`,
      '["str","b",1]': `[1,2,"Noted",{"text":"2"},${actor},"${second}"]`,
      '["view","v","3.0","a",1]': '{"row":1}',
      '["view","v","3.0","b",2]': '{"row":1}',
    });
  }));
