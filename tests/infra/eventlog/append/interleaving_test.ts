// Every await of the append path is made to fail in turn, in every way; whatever the writers were told must be true.
import assert from "node:assert/strict";
import type { AppendResult, Commit } from "../../../../domain/shared/event_log.ts";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { failingStore, type Failure, FAILURES } from "../failing_store.ts";
import { everything, kvLog, noted, withKv, write } from "../kit.ts";

const message = (id: string) => ({ id, kind: "note", lane: "l", data: {} });

/** Four that share batches and get into each other's way: one stale, two on one stream, one over two streams. */
const COMMITS: readonly Commit[] = [
  { ...write("a", 1, noted("one")), commandId: "one", result: "one", messages: [message("one")] },
  {
    ...write("b", "any", noted("two"), noted("two")),
    commandId: "two",
    result: "two",
    messages: [message("two")],
  },
  {
    ...write("b", "any", noted("three")),
    streams: ["b", "c"].map((streamId) => ({ streamId, expectedVersion: "any", events: [noted("three")] })),
    commandId: "three",
    result: "three",
    messages: [message("three")],
  },
  { ...write("d", 7, noted("stale")), commandId: "stale", result: "stale", messages: [message("stale")] },
];

const EVENTS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 2, stale: 0 };

async function started(kv: Deno.Kv): Promise<void> {
  await kvLog(kv).append(write("a", 0, noted("first")));
}

type Told = PromiseSettledResult<AppendResult>;

const isDone = (told: Told | undefined) =>
  told?.status === "fulfilled" && ("appended" in told.value || "repeated" in told.value);

/** Events and message of each command: all of them or none; and what was told as done is there. */
async function assertWhole(kv: Deno.Kv, told: readonly Told[], where: string): Promise<void> {
  const log = kvLog(kv);
  assert.equal((await verify(log)).ok, true, where);
  const texts = (await everything(log)).map(({ data }) => String(data.text));
  for (const [index, { commandId = "" }] of COMMITS.entries()) {
    const stored = texts.filter((text) => text === commandId).length;
    const result = await kv.get(["cmd", commandId]);
    const queued = await kv.get(["msg", commandId]);
    const there = result.value !== null;
    assert.equal(queued.value !== null, there, `${where}: message of ${commandId}`);
    assert.equal(stored, there ? EVENTS[commandId] : 0, `${where}: events of ${commandId}`);
    if (isDone(told[index])) assert.ok(there, `${where}: ${commandId} was told as done`);
    if (told[index]?.status === "fulfilled" && !isDone(told[index])) {
      assert.ok(!there, `${where}: ${commandId}`);
    }
  }
}

async function tryEverywhere(failure: Failure): Promise<number> {
  for (let at = 1;; at++) {
    let reached = false;
    await withKv(async (kv) => {
      await started(kv);
      const store = failingStore(kv, at, failure);
      const log = kvLog(store.kv);
      const where = `${failure} at ${at}`;
      await assertWhole(kv, await Promise.allSettled(COMMITS.map((commit) => log.append(commit))), where);
      // Whoever was told nothing asks again, in a new process: each thing has happened once in the end.
      const again = await Promise.allSettled(COMMITS.map((commit) => kvLog(kv).append(commit)));
      assert.deepEqual(again.map(isDone), [true, true, true, false], where);
      await assertWhole(kv, again, `${where}, asked again`);
      reached = store.reached();
    });
    if (!reached) return at - 1;
  }
}

for (const failure of FAILURES) {
  Deno.test(`an append path that ${failure} at any operation tells only the truth and can be asked again`, async () => {
    assert.ok(await tryEverywhere(failure) >= 3);
  });
}

Deno.test("an append path that is locked out of the store at any operation, reading or writing, only takes longer", async () => {
  for (let at = 1, reached = true; reached; at++) {
    await withKv(async (kv) => {
      await started(kv);
      const store = failingStore(kv, at, "locked");
      const log = kvLog(store.kv);
      const told = await Promise.allSettled(COMMITS.map((commit) => log.append(commit)));
      assert.deepEqual(told.map(isDone), [true, true, true, false], `locked at ${at}`);
      assert.equal(told[3]?.status, "fulfilled");
      reached = store.reached();
    });
  }
});
