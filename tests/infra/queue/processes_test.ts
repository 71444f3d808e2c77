import assert from "node:assert/strict";
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { createKvQueue } from "../../../infra/queue/kv_queue.ts";
import { eventually, everything, logDeps, meta, withFile, withKv } from "../eventlog/kit.ts";
import { spawnWorker, workUntilKilled } from "./worker_process.ts";

const MESSAGES = 600;
const LANES = 12;

Deno.test("three processes share one queue, one is killed: every message is recorded once, its lane in order", () =>
  withFile((path) =>
    withKv(async (kv) => {
      const world = `${path}.world`;
      const deps = { ...logDeps(), kv, clock: Date.now };
      const log = createKvEventLog(deps), queue = createKvQueue(deps);
      const ids = Array.from({ length: MESSAGES }, (_, n) => `m${String(n).padStart(3, "0")}`);
      for (let from = 0; from < MESSAGES; from += 30) {
        const messages = ids.slice(from, from + 30).map((id, index) => ({
          id,
          kind: "note",
          lane: `l${(from + index) % LANES}`,
          data: {},
        }));
        await log.append({ streams: [], meta, messages });
      }
      const empty = eventually("the queue is empty", async () => (await queue.scan()).length === 0);
      // First and after little work, so that the others have hardly ever done everything before it is killed.
      const killed = workUntilKilled(path, world, 20, empty);
      const others = [spawnWorker(path, world), spawnWorker(path, world)];
      await Promise.all([empty, killed]);
      for (const process of others) {
        process.kill("SIGKILL");
        await process.stdout.cancel();
        await process.status;
      }

      const sent = (await Deno.readTextFile(world)).trim().split("\n");
      assert.equal(new Set(sent).size, sent.length, "sent twice");
      const recorded = (await everything(log)).map(({ data }) => String(data.text).split(" ")[1] ?? "");
      assert.deepEqual(recorded.toSorted(), ids, "recorded once each");
      for (let lane = 0; lane < LANES; lane++) {
        const inLane = (id: string) => Number(id.slice(1)) % LANES === lane;
        assert.deepEqual(recorded.filter(inLane), ids.filter(inLane), "recorded in order");
        assert.deepEqual(sent.filter(inLane), sent.filter(inLane).toSorted(), "sent in order");
      }
    }, path)
  ));
