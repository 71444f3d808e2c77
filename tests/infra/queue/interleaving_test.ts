// Every await between taking a message and recording its outcome is made to fail in turn, in every way.
import assert from "node:assert/strict";
import { verify } from "../../../infra/eventlog/integrity/verify.ts";
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import type { Handler } from "../../../infra/queue/handler.ts";
import { createKvQueue } from "../../../infra/queue/kv_queue.ts";
import { createWorker } from "../../../infra/queue/worker.ts";
import { failingStore, type Failure, FAILURES } from "../eventlog/failing_store.ts";
import { everything, logDeps, meta, noted, NOW, withKv } from "../eventlog/kit.ts";
import { handler, quiet } from "./kit.ts";

const LEASE = 15_000;
const HOUR = 3_600_000;

/** Writes what the outside world got, then records it. */
function sender(world: string[], lostClaim: Handler["lostClaim"]): Handler {
  const say = (text: string) => ({
    streams: [{ streamId: "notes", expectedVersion: "any" as const, events: [noted(text)] }],
  });
  return handler(async ({ id }, { sending }) => {
    await sending();
    world.push(id);
    return { done: say(`sent ${id}`) };
  }, { leaseMs: LEASE, lostClaim, maxAttempts: 1_000, onUnknown: ({ id }) => say(`unknown ${id}`) });
}

/** A worker that stops when nothing is left to do, or when its store has failed. */
async function workOnce(
  kv: Deno.Kv,
  clock: () => number,
  send: Handler,
  failed: Promise<void> = new Promise(() => {}),
): Promise<void> {
  const deps = { ...logDeps(), kv, clock, random: () => 0.5 };
  const log = createKvEventLog(deps), queue = createKvQueue(deps);
  const worker = createWorker({ ...deps, queue, log, handlers: [send], concurrency: 4, logger: quiet });
  worker.start();
  await Promise.race([worker.idle(), failed]);
  await worker.stop();
}

async function tryEverywhere(failure: Failure, lostClaim: Handler["lostClaim"]): Promise<number> {
  for (let at = 1;; at++) {
    let reached = false;
    await withKv(async (kv) => {
      const where = `${failure} at ${at}`;
      const log = createKvEventLog({ ...logDeps(), kv });
      const messages = ["m1", "m2"].map((id) => ({ id, kind: "note", lane: "l", data: {} }));
      await log.append({ streams: [], meta, messages });
      const world: string[] = [];
      const send = sender(world, lostClaim);
      const store = failingStore(kv, at, failure);
      await workOnce(store.kv, () => NOW, send, store.failed);
      reached = store.reached();
      // Other workers come after the lease and the pauses are over.
      for (let hour = 1; hour <= 3; hour++) await workOnce(kv, () => NOW + hour * HOUR, send);

      const queue = createKvQueue({ ...logDeps(), kv });
      assert.deepEqual(await queue.scan(), [], `${where}: left in the queue`);
      assert.equal((await verify(log)).ok, true, where);
      const recorded = (await everything(log)).map(({ data }) => String(data.text).split(" "));
      assert.deepEqual(recorded.map(([, id]) => id), ["m1", "m2"], `${where}: recorded once each, in order`);
      const unknown = recorded.filter(([what]) => what === "unknown").map(([, id]) => id);
      assert.deepEqual((await queue.dead()).map(({ id }) => id), unknown, where);
      for (const [what, id = ""] of recorded) if (what === "sent") assert.ok(world.includes(id), where);
      if (lostClaim === "unknown") assert.equal(new Set(world).size, world.length, `${where}: sent twice`);
      else assert.deepEqual(unknown, [], where);
    });
    if (!reached) return at - 1;
  }
}

for (const lostClaim of ["retry", "unknown"] as const) {
  for (const failure of FAILURES) {
    Deno.test(`a worker (${lostClaim}) whose store ${failure} at any operation loses and doubles nothing`, async () => {
      assert.ok(await tryEverywhere(failure, lostClaim) >= 8);
    });
  }
}
