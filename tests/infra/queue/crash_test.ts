import assert from "node:assert/strict";
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { createKvQueue } from "../../../infra/queue/kv_queue.ts";
import { eventually, everything, logDeps, meta, withFile, withKv } from "../eventlog/kit.ts";
import { spawnWorker, workUntilKilled } from "./worker_process.ts";

const MESSAGES = 300;

Deno.test("after kill -9 of workers nothing is sent twice, nothing is lost, and what is unknown is said", () =>
  withFile((path) =>
    withKv(async (kv) => {
      const world = `${path}.world`;
      const deps = { ...logDeps(), kv, clock: Date.now };
      const log = createKvEventLog(deps), queue = createKvQueue(deps);
      const messages = Array.from({ length: MESSAGES }, (_, n) => ({
        id: `m${n}`,
        kind: "note",
        lane: `l${n % 20}`,
        data: {},
      }));
      for (let from = 0; from < MESSAGES; from += 30) {
        await log.append({ streams: [], meta, messages: messages.slice(from, from + 30) });
      }
      await workUntilKilled(path, world, 40);
      await workUntilKilled(path, world, 40);
      const last = spawnWorker(path, world);
      await eventually("the queue is empty", async () => (await queue.scan()).length === 0);
      last.kill("SIGKILL");
      await last.stdout.cancel();
      await last.status;

      const sent = (await Deno.readTextFile(world)).trim().split("\n");
      assert.equal(new Set(sent).size, sent.length, "sent twice");
      const recorded = (await everything(log)).map(({ data }) => String(data.text).split(" "));
      assert.deepEqual(recorded.map(([, id]) => id).toSorted(), messages.map(({ id }) => id).toSorted());
      for (const [what, id = ""] of recorded) if (what === "sent") assert.ok(sent.includes(id));
      const unknown = recorded.filter(([what]) => what === "unknown").map(([, id]) => id);
      assert.deepEqual((await queue.dead()).map(({ id }) => id).toSorted(), unknown.toSorted());
    }, path)
  ));
