// The whole log as NDJSON lines, then the keys of the people in it. Read as it is consumed: memory stays flat.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { WrappedKey } from "../../crypto/wrapped_keys.ts";
import { LogDamage } from "../damage.ts";
import type { StoredLog } from "../read/stored_log.ts";
import { eventLine, keyLine } from "./export_line.ts";

export interface ExportOptions {
  /** Wrapped keys to go with the events; none unless given. */
  readonly keys?: AsyncIterable<WrappedKey>;
  /** What becomes of an event on its way out: opened for somebody who may read it. Such an export cannot be imported. */
  readonly open?: (event: StoredEvent) => Promise<StoredEvent>;
}

/** Lines with their ends, up to the head at the moment of the call. Throws LogDamage at damage. */
export async function* exportLines(
  log: StoredLog,
  { keys, open }: ExportOptions = {},
): AsyncGenerator<string> {
  const head = await log.head();
  let last = 0;
  for await (const event of log.readAll({ after: 0 })) {
    if (event.position > head.position) break;
    last = event.position;
    yield eventLine(open ? await open(event) : event) + "\n";
  }
  if (last < head.position) throw new LogDamage(last + 1, "it is missing");
  for await (const key of keys ?? []) yield keyLine(key) + "\n";
}
