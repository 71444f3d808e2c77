// The event log on Deno KV: ordered reads, and appends through the group-committing writer.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { AppendResult, Commit, EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import { keyFits } from "../key_fits.ts";
import { prepare, type PrepareDeps } from "./append/prepare.ts";
import { Resolver } from "./append/resolve.ts";
import { Writer } from "./append/writer.ts";
import { createBell, type Listenable } from "./bell.ts";
import { streamKey } from "./keys.ts";
import { follow } from "./read/follow.ts";
import { createStoredLog } from "./read/stored_log.ts";
import { decodeEvent } from "./record.ts";
import { SegmentCache } from "./segments/segment_cache.ts";

export interface KvEventLogDeps extends PrepareDeps {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  /** Brings events of an older shape to the present one on reading; the log keeps what was written. */
  readonly upcast?: (event: StoredEvent) => StoredEvent;
}

export interface KvEventLog extends EventLog, Listenable {}

export function createKvEventLog(deps: KvEventLogDeps): KvEventLog {
  const { kv, upcast } = deps;
  const bell = createBell(kv);
  const { readAll, head } = createStoredLog(kv, upcast, new SegmentCache());
  const resolver = new Resolver(kv);
  const writer = new Writer({ ...deps, resolver, committed: bell.ring });
  const running = new Map<string, Promise<AppendResult>>();

  async function append(commit: Commit): Promise<AppendResult> {
    const id = commit.commandId;
    const first = id === undefined ? undefined : running.get(id);
    if (first !== undefined) {
      // The same command is on its way: whoever asks meanwhile waits for it, and only tries when it did not go through.
      await first.then(undefined, () => {});
      return append(commit);
    }
    const mine = prepare(commit, deps).then((prepared) => writer.append(prepared));
    if (id === undefined) return mine;
    running.set(id, mine);
    return await mine.finally(() => running.delete(id));
  }

  async function readStream(streamId: string, range: { from?: number; to?: number } = {}) {
    if (!keyFits(["str", streamId, 1])) return [];
    const prefix = streamKey(streamId);
    const start = [...prefix, range.from ?? 1];
    const end = [...prefix, (range.to ?? Number.MAX_SAFE_INTEGER - 1) + 1];
    const shape = upcast ?? ((event: StoredEvent) => event);
    const events: StoredEvent[] = [];
    for await (const { key, value } of kv.list<Uint8Array>({ start, end }, { batchSize: 500 })) {
      events.push(shape(decodeEvent(streamId, Number(key[2]), value)));
    }
    const last = events.at(-1);
    if (last !== undefined) resolver.knows(streamId, last.version);
    return events;
  }

  return {
    append,
    readStream,
    readAll,
    head,
    tail: ({ after, signal }) => follow({ readAll, listen: bell.listen }, after, signal),
    findResult: (commandId) => resolver.findResult(commandId),
    listen: bell.listen,
  };
}
