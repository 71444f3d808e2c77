// Any number of writers, in any order, from one process or two: the log they leave behind and what they were told agree,
// with each other and with the log in memory.
import fc from "fast-check";
import assert from "node:assert/strict";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { AppendResult, Commit } from "../../../domain/shared/event_log.ts";
import { verify } from "../../../infra/eventlog/integrity/verify.ts";
import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { everything, kvLog, logDeps, meta, noted, withKv } from "./kit.ts";

const STREAMS = ["a", "b", "c"];

interface Wish {
  readonly streams: readonly string[];
  /** What the writer expects of its streams: what it has read, one version less, or nothing. */
  readonly expects: "read" | "stale" | "any";
  readonly events: number;
  /** Commands of the same number are the same command. */
  readonly command?: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  streams: fc.uniqueArray(fc.constantFrom(...STREAMS), { minLength: 1, maxLength: 2 }),
  expects: fc.constantFrom("read", "stale", "any"),
  events: fc.integer({ min: 1, max: 3 }),
  command: fc.integer({ min: 1, max: 6 }),
}, { requiredKeys: ["streams", "expects", "events"] });

const writers = fc.array(fc.array(wish, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

interface Done {
  readonly commit: Commit;
  readonly result: AppendResult;
}

type Log = ReturnType<typeof kvLog>;

async function expectedOf(log: Log, streamId: string, expects: Wish["expects"]): Promise<number | "any"> {
  if (expects === "any") return "any";
  const version = (await log.readStream(streamId)).length;
  return expects === "read" ? version : Math.max(0, version - 1);
}

async function writeAll(logs: readonly Log[], plans: readonly (readonly Wish[])[]): Promise<Done[]> {
  const done: Done[] = [];
  await Promise.all(plans.map(async (wishes, writer) => {
    const log = logs[writer % logs.length];
    assert.ok(log);
    for (const [n, { streams, expects, events, command }] of wishes.entries()) {
      const commit: Commit = {
        meta,
        streams: await Promise.all(streams.map(async (streamId) => ({
          streamId,
          expectedVersion: await expectedOf(log, streamId, expects),
          events: Array.from({ length: events }, (_, index) => noted(`${writer}.${n}.${streamId}.${index}`)),
        }))),
        ...(command !== undefined && { commandId: `command ${command}`, result: `${writer}.${n}` }),
      };
      done.push({ commit, result: await log.append(commit) });
    }
  }));
  return done;
}

const appendedBy = ({ result }: Done): readonly StoredEvent[] => "appended" in result ? result.appended : [];

/** Every event that was told as appended is there, in order, and nothing else is. */
function assertToldTheTruth(done: readonly Done[], stored: readonly StoredEvent[]): void {
  const told = done.flatMap(appendedBy).toSorted((a, b) => a.position - b.position);
  assert.deepEqual(told, stored);
  const wanted = done.filter(({ result }) => "appended" in result).flatMap(({ commit }) =>
    commit.streams.flatMap(({ events }) => events.map(({ data }) => String(data.text)))
  );
  assert.deepEqual(stored.map(({ data }) => String(data.text)).toSorted(), wanted.toSorted());
}

/** One writer of a command wins; all others are told what that one was told. */
function assertCommandsHappenOnce(done: readonly Done[]): void {
  for (const [id, asked] of Map.groupBy(done, ({ commit }) => commit.commandId)) {
    if (id === undefined) continue;
    const winners = asked.filter(({ result }) => "appended" in result);
    assert.ok(winners.length <= 1, `${id} was appended ${winners.length} times`);
    for (const { result } of asked) {
      if ("repeated" in result) assert.equal(result.repeated, winners[0]?.commit.result);
    }
  }
}

/** Nobody is refused who expected nothing, or a version that is the last to this day. */
function assertRefusalsAreDeserved(done: readonly Done[], stored: readonly StoredEvent[]): void {
  for (const { commit, result } of done) {
    if (!("conflict" in result)) continue;
    const refused = commit.streams.find(({ streamId }) => streamId === result.conflict);
    assert.ok(refused && refused.expectedVersion !== "any");
    const version = stored.filter(({ streamId }) => streamId === refused.streamId).length;
    assert.ok(version > refused.expectedVersion, `${result.conflict} is still at ${version}`);
  }
}

/** The same commits, one after the other in the order they came to lie, are answered the same by the log in memory. */
async function assertMemoryAgrees(done: readonly Done[], stored: readonly StoredEvent[]): Promise<void> {
  const memory = createMemoryEventLog(logDeps());
  const inOrder = done.filter((one) => appendedBy(one).length > 0)
    .toSorted((a, b) => (appendedBy(a)[0]?.position ?? 0) - (appendedBy(b)[0]?.position ?? 0));
  for (const { commit, result } of inOrder) assert.deepEqual(await memory.append(commit), result);
  assert.deepEqual(await everything(memory), stored);
}

for (const processes of [1, 2]) {
  Deno.test(`whatever the order of writers on ${processes} log(s), the log is dense and chained and agrees with memory`, () =>
    fc.assert(
      fc.asyncProperty(writers, (plans) =>
        withKv(async (kv) => {
          const logs = Array.from({ length: processes }, () => kvLog(kv));
          const done = await writeAll(logs, plans);
          const stored = await everything(kvLog(kv));
          assert.deepEqual(stored.map(({ position }) => position), stored.map((_, index) => index + 1));
          assert.equal((await verify(kvLog(kv))).ok, true);
          assertToldTheTruth(done, stored);
          assertCommandsHappenOnce(done);
          assertRefusalsAreDeserved(done, stored);
          await assertMemoryAgrees(done, stored);
        })),
      { numRuns: 60 },
    ));
}

Deno.test("a message queued by many at once, in one process or two, is pending once", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 12 }), (ids) =>
      withKv(async (kv) => {
        const logs = [kvLog(kv), kvLog(kv)];
        const results = await Promise.all(ids.map((id, n) =>
          logs[n % 2]?.append({
            streams: [],
            meta,
            messages: [{ id: `job ${id}`, kind: "job", lane: "job", data: {}, dueAt: n }],
          })
        ));
        assert.ok(results.every((result) =>
          result && "appended" in result
        ));
        const queued = await Array.fromAsync(kv.list({ prefix: ["out"] }));
        assert.deepEqual(
          queued.map(({ key }) => String(key[2])).toSorted(),
          [...new Set(ids)].map((id) => `job ${id}`).toSorted(),
        );
      })),
    { numRuns: 60 },
  ));
