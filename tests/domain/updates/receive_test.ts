// Ingest: an update is claimed, kept sealed and queued in one commit, and a repeat of it changes nothing.
import assert from "node:assert/strict";
import { DamagedKey } from "../../../domain/shared/damaged_key.ts";
import { createUpdates, PROCESS_UPDATE } from "../../../domain/updates/mod.ts";
import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { everything, logDeps } from "../../infra/eventlog/kit.ts";

const JUST_BEFORE_MIDNIGHT = Date.parse("2026-03-03T23:59:59.999Z");
const update = (id: number) =>
  JSON.stringify({ update_id: id, message: { from: { id: 7 }, chat: { id: -5 }, text: "привет" } });

function start(damage?: DamagedKey) {
  const log = createMemoryEventLog(logDeps());
  const world = { now: JUST_BEFORE_MIDNIGHT };
  const notKept: object[] = [];
  const updates = createUpdates({
    log,
    vault: {
      seal: (subject, value) =>
        damage
          ? Promise.reject(damage)
          : Promise.resolve(`sealed for ${subject}: ${value.length > 1000 ? value : value.length}`),
    },
    clock: () => world.now,
    trusts: (secret) => secret === "secret",
    decidePreCheckout: () => Promise.reject(new Error("no invoice was expected")),
    answerPreCheckout: () => Promise.reject(new Error("no invoice was expected")),
    onNotKept: (why, about) => notKept.push({ why, ...about }),
  });
  return { log, world, updates, notKept };
}

Deno.test("an update becomes one event and one job in the lane of its chat, its words sealed for its sender", async () => {
  const { log, updates } = start();
  assert.deepEqual(await updates.receive(update(1), "request-1"), { ok: true });
  const [event, ...more] = await everything(log);
  const sealed = `sealed for 7: ${update(1).length}`;
  assert.equal(more.length, 0);
  assert.equal(event?.streamId, "telegram-update-2026-03-03");
  assert.equal(event?.type, "TelegramUpdateReceived");
  assert.deepEqual(event?.data, { updateId: 1, kind: "message", driverId: 7, update: sealed });
  assert.deepEqual(
    log.pending().map(({ id, kind, lane, data }) => ({ id, kind, lane, data })),
    [{ id: "update-1", kind: PROCESS_UPDATE, lane: "update:-5", data: { update: sealed } }],
  );
});

Deno.test("the same update does nothing the second time, even on the next day", async () => {
  const { log, world, updates } = start();
  await updates.receive(update(1), "request-1");
  world.now += 1;
  assert.deepEqual(await updates.receive(update(1), "request-2"), { ok: true });
  assert.equal((await everything(log)).length, 1);
  assert.equal(log.pending().length, 1);
});

Deno.test("each day has a stream of its own", async () => {
  const { log, world, updates } = start();
  await updates.receive(update(1), "request-1");
  world.now += 1;
  await updates.receive(update(2), "request-2");
  assert.deepEqual((await everything(log)).map(({ streamId, version }) => [streamId, version]), [
    ["telegram-update-2026-03-03", 1],
    ["telegram-update-2026-03-04", 1],
  ]);
});

Deno.test("refused when it is no update; nothing is kept", async () => {
  const { log, updates, notKept } = start();
  assert.deepEqual(await updates.receive('{"hello":1}', "request-1"), { refused: "not_an_update" });
  assert.deepEqual([await everything(log), log.pending()], [[], []]);
  assert.deepEqual(notKept, [{ why: "not_an_update", bytes: 11 }]);
});

Deno.test("of an update too large to be kept the fact remains, nobody is to understand it, and somebody is told", async () => {
  const { log, updates, notKept } = start();
  const json = JSON.stringify({
    update_id: 3,
    message: { from: { id: 7 }, chat: { id: -5 }, game: "x".repeat(900_000) },
  });
  assert.deepEqual(await updates.receive(json, "request-1"), { ok: true });
  const [event] = await everything(log);
  assert.deepEqual(event?.data, { updateId: 3, kind: "message", driverId: 7, update: null });
  assert.deepEqual(log.pending(), []);
  assert.deepEqual(notKept, [{ why: "too_large", bytes: json.length, updateId: 3, kind: "message" }]);
});

Deno.test("somebody whose key is damaged holds up nobody: the fact remains; where a setting is missing all wait", async () => {
  const { log, updates, notKept } = start(new DamagedKey("7", "it was altered", true));
  assert.deepEqual(await updates.receive(update(5), "request-1"), { ok: true });
  const [event] = await everything(log);
  assert.deepEqual(event?.data, { updateId: 5, kind: "message", driverId: 7, update: null });
  assert.deepEqual(log.pending(), []);
  assert.deepEqual(notKept, [{
    ...{ why: "key_damaged", bytes: update(5).length, updateId: 5, kind: "message" },
  }]);
  const other = start(new DamagedKey("7", "no key in the ring", false));
  await assert.rejects(other.updates.receive(update(6), "request-1"), DamagedKey);
  assert.deepEqual([await everything(other.log), other.notKept], [[], []]);
});

Deno.test("a kind of a monstrous name is kept under a short one", async () => {
  const { log, updates } = start();
  await updates.receive(JSON.stringify({ update_id: 4, ["k".repeat(900_000)]: {} }), "request-1");
  const [event] = await everything(log);
  assert.equal(event?.data["kind"], "k".repeat(64));
});
