import assert from "node:assert/strict";
import { eventSchemas, schemaVersionOf } from "../../../domain/events.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { createUpcast, type Upcasters } from "../../../domain/shared/upcast.ts";
import { upcasters } from "../../../domain/upcasters.ts";
import { verify } from "../../../infra/eventlog/integrity/verify.ts";
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { createStoredLog } from "../../../infra/eventlog/read/stored_log.ts";
import { everything, logDeps, withKv, write } from "../../infra/eventlog/kit.ts";
import { stored } from "../../support/stored.ts";

/** Version 1 knew whole metres, version 2 kilometres, version 3 says what is measured. */
const invented: Upcasters = {
  RoadMeasured: {
    1: ({ metres, ...data }) => ({ ...data, km: Number(metres) / 1000 }),
    2: ({ km, ...data }) => ({ ...data, distance: { km } }),
  },
};
const upcast = createUpcast(invented);

function measured(schemaVersion: number, data: StoredEvent["data"]): StoredEvent {
  const [event] = stored("road-1", { type: "RoadMeasured", data });
  assert.ok(event);
  return { ...event, meta: { ...event.meta, schemaVersion } };
}

Deno.test("an event of any older version is read in the newest shape, step by step", () => {
  const newest = measured(3, { road: "М5", distance: { km: 12 } });
  assert.deepEqual(upcast(measured(1, { road: "М5", metres: 12_000 })), newest);
  assert.deepEqual(upcast(measured(2, { road: "М5", km: 12 })), newest);
});

Deno.test("an event that is up to date, or whose shape never changed, is handed on as it is", () => {
  const newest = measured(3, { road: "М5", distance: { km: 12 } });
  assert.equal(upcast(newest), newest);
  const [other] = stored("s", { type: "toString", data: {} });
  assert.ok(other);
  assert.equal(upcast(other), other);
});

Deno.test("every reader of the log sees the newest shape, and the log still holds what was written", () =>
  withKv(async (kv) => {
    const old = createKvEventLog({ ...logDeps(), kv });
    await old.append(write("road-1", 0, { type: "RoadMeasured", data: { road: "М5", metres: 12_000 } }));
    const log = createKvEventLog({ ...logDeps(), kv, upcast });
    const shape = { road: "М5", distance: { km: 12 } };
    const [fromStream] = await log.readStream("road-1");
    const [fromAll] = await everything(log);
    const [backwards] = await Array.fromAsync(log.readAll({ before: 2, backwards: true }));
    for (const event of [fromStream, fromAll, backwards]) {
      assert.deepEqual([event?.data, event?.meta.schemaVersion], [shape, 3]);
    }
    for await (const event of log.tail({ after: 0, signal: AbortSignal.timeout(10_000) })) {
      assert.deepEqual(event.data, shape);
      break;
    }
    assert.deepEqual((await everything(createStoredLog(kv)))[0]?.data, { road: "М5", metres: 12_000 });
    assert.equal((await verify(createStoredLog(kv))).ok, true);
  }));

Deno.test("every declared event can be brought from each older version to the present one", () => {
  for (const type of eventSchemas.keys()) {
    for (let version = 1; version < schemaVersionOf(type); version++) {
      assert.ok(upcasters[type]?.[version], `domain/upcasters.ts has no way from ${type} v${version}`);
    }
  }
});
