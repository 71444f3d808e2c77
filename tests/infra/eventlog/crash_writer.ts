// The process that gets killed: many writers on one file, each says on standard output what was acknowledged.
// Arguments: the file, a name for this run, how many writers.
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { logDeps, noted, write } from "./kit.ts";

const [path = "", run = "", writers = "1"] = Deno.args;
const kv = await Deno.openKv(path);
const log = createKvEventLog({ ...logDeps(), kv });
const encoder = new TextEncoder();

async function keepWriting(writer: number): Promise<void> {
  for (let n = 0;; n++) {
    const id = `${run}-${writer}-${n}`;
    const message = { id, kind: "note", lane: `${writer}`, data: {} };
    const result = await log.append({
      ...write(`s${writer}`, "any", noted(id)),
      commandId: id,
      messages: [message],
    });
    if ("appended" in result) Deno.stdout.writeSync(encoder.encode(`${id} ${result.position}\n`));
  }
}

await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => keepWriting(writer)));
