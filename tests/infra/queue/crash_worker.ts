// The process that gets killed: a worker that "sends" by writing a line to a file, and says on standard output each time.
// Arguments: the store, the file that is the outside world.
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { retryWhileLocked } from "../../../infra/locked.ts";
import { createKvQueue } from "../../../infra/queue/kv_queue.ts";
import { createWorker } from "../../../infra/queue/worker.ts";
import { logDeps, noted } from "../eventlog/kit.ts";
import { handler, quiet } from "./kit.ts";

const [path = "", world = ""] = Deno.args;
// Opening writes too, and others may be at it.
const kv = await retryWhileLocked(() => Deno.openKv(path), Math.random);
const deps = { ...logDeps(), kv, clock: Date.now };
const log = createKvEventLog(deps);
const say = (text: string) => ({
  streams: [{ streamId: "notes", expectedVersion: "any" as const, events: [noted(text)] }],
});

const send = handler(async ({ id }, { sending }) => {
  await sending();
  await Deno.writeTextFile(world, `${id}\n`, { append: true });
  Deno.stdout.writeSync(new TextEncoder().encode("."));
  return { done: say(`sent ${id}`) };
}, { leaseMs: 300, lostClaim: "unknown", onUnknown: ({ id }) => say(`unknown ${id}`) });

createWorker({
  queue: createKvQueue(deps),
  log,
  handlers: [send],
  concurrency: 8,
  clock: Date.now,
  random: Math.random,
  logger: quiet,
}).start();
