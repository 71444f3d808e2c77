import assert from "node:assert/strict";
import type { Decider } from "../../../domain/shared/decider.ts";
import type { DomainEvent } from "../../../domain/shared/event.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import { createExecute, type HandleDeps } from "../../../domain/shared/handle.ts";
import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { everything, logDeps, NOW, write } from "../../infra/eventlog/kit.ts";

interface Opened extends DomainEvent {
  readonly type: "Opened";
  readonly data: { readonly by: string };
}
const opened = (by: string): Opened => ({ type: "Opened", data: { by } });

/** A door opens for five people, once for each. */
const door: Decider<{ readonly by: string }, readonly string[], Opened, "full"> = {
  initialState: [],
  evolve: (state, event) => [...state, event.data.by],
  decide({ by }, state) {
    if (state.includes(by)) return { ok: [] };
    return state.length >= 5 ? { refused: "full" } : { ok: [opened(by)] };
  },
};

const origin = { actor: { kind: "system" as const }, correlationId: "r-1" };
const newLog = () => createMemoryEventLog(logDeps());
const executeOn = (log: HandleDeps["log"], reactions: HandleDeps["reactions"] = () => []) =>
  createExecute({ log, clock: () => NOW, reactions });

Deno.test("a command reads, folds, decides and appends", async () => {
  const log = newLog();
  const handled = await executeOn(log)(door, "door", { by: "Ann" }, { ...origin, causationId: "m-1" });
  assert.deepEqual(handled, { ok: await everything(log), state: ["Ann"], position: 1 });
  const [event] = await everything(log);
  assert.deepEqual(event?.meta, {
    at: "2026-11-21T09:00:00.000Z",
    actor: { kind: "system" },
    correlationId: "r-1",
    causationId: "m-1",
    schemaVersion: 1,
  });
});

Deno.test("a refusal is a value and leaves nothing behind", async () => {
  const log = newLog();
  await log.append(write("door", 0, ..."abcde".split("").map(opened)));
  assert.deepEqual(await executeOn(log)(door, "door", { by: "Ann" }, origin), { refused: "full" });
  assert.equal((await log.head()).position, 5);
});

Deno.test("asking twice gives the state and no events", async () => {
  const log = newLog();
  await executeOn(log)(door, "door", { by: "Ann" }, origin);
  assert.deepEqual(await executeOn(log)(door, "door", { by: "Ann" }, origin), {
    ok: [],
    state: ["Ann"],
    position: 1,
  });
});

Deno.test("a repeated command id does nothing, even when it would be decided otherwise now", async () => {
  const log = newLog();
  const execute = executeOn(log);
  const once = { ...origin, commandId: "c-1" };
  await execute(door, "door", { by: "Ann" }, once);
  const other = await execute(door, "door", { by: "Bob" }, once);
  assert.deepEqual("ok" in other && [other.ok, other.state], [[], ["Ann"]]);
  await log.append(write("door", 1, ..."bcde".split("").map(opened)));
  const refusable = await execute(door, "door", { by: "Bob" }, once);
  assert.deepEqual("ok" in refusable && refusable.ok, []);
});

Deno.test("people who come at once are all let in, each once", async () => {
  const log = newLog();
  const execute = executeOn(log);
  const results = await Promise.all(
    ["a", "b", "c", "b", "a"].map((by) => execute(door, "door", { by }, origin)),
  );
  assert.ok(results.every((result) => "ok" in result));
  assert.deepEqual((await everything(log)).map(({ data }) => data.by).toSorted(), ["a", "b", "c"]);
});

Deno.test("after five conflicts it gives up and says where", async () => {
  const log = newLog();
  let reads = 0;
  const contested: Pick<EventLog, "append" | "readStream" | "findResult"> = {
    ...log,
    async readStream(streamId) {
      const events = await log.readStream(streamId);
      await log.append(write(streamId, "any", opened(`other ${++reads}`)));
      return events;
    },
  };
  const patient = { ...door, decide: ({ by }: { by: string }) => ({ ok: [opened(by)] }) };
  await assert.rejects(
    executeOn(contested)(patient, "door", { by: "Ann" }, origin),
    /^Error: Cannot append to stream "door": still conflicting after 5 attempts$/,
  );
  assert.equal(reads, 5);
});

Deno.test("what a fact causes is queued in its commit", async () => {
  const log = newLog();
  const execute = executeOn(log, ({ data }) => [
    { id: `greet ${data.by}`, kind: "greet", lane: "door", data: { by: data.by } },
  ]);
  await execute(door, "door", { by: "Ann" }, origin);
  const [message] = log.pending();
  assert.deepEqual([message?.id, message?.data, message?.causationId, message?.correlationId], [
    "greet Ann",
    { by: "Ann" },
    "door@1",
    "r-1",
  ]);
});

Deno.test("the message a command came from is finished in its commit, also when nothing is left to do", async () => {
  const log = newLog();
  const message = (id: string) => ({ id, kind: "open", lane: "door", data: {} });
  await log.append({ ...write("x", 0), messages: [message("m-1"), message("m-2"), message("m-3")] });
  const execute = executeOn(log);
  await execute(door, "door", { by: "Ann" }, { ...origin, settles: log.claim("m-1") });
  assert.deepEqual(log.pending().map(({ id }) => id), ["m-2", "m-3"]);
  await execute(door, "door", { by: "Ann" }, { ...origin, settles: log.claim("m-2") });
  assert.deepEqual(log.pending().map(({ id }) => id), ["m-3"]);
  const lost = log.claim("m-3");
  log.claim("m-3");
  await assert.rejects(
    execute(door, "door", { by: "Bob" }, { ...origin, settles: lost }),
    /Cannot finish message "m-3": another worker has taken it/,
  );
  assert.equal((await log.head()).position, 1);
});
