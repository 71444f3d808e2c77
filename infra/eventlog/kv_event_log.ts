// The event log on Deno KV: ordered reads, and appends through the group-committing writer.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { AppendResult, Commit, EventLog, Head } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import { createBell, type Listenable } from "./bell.ts";
import { GENESIS } from "./chain.ts";
import { HEAD, LOG, logKey, streamKey } from "./keys.ts";
import { prepare, type PrepareDeps } from "./prepare.ts";
import { decodeEvent, decodeHead, decodeLogRecord } from "./record.ts";
import { Resolver } from "./resolve.ts";
import { follow } from "./follow.ts";
import { Writer } from "./writer.ts";

export interface KvEventLogDeps extends PrepareDeps {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
}

export interface KvEventLog extends EventLog, Listenable {}

/** Commit records are up to 60 KB each: small pages keep memory flat at no loss of speed. */
const RECORDS_PER_READ = 30;

export function createKvEventLog(deps: KvEventLogDeps): KvEventLog {
  const { kv } = deps;
  const bell = createBell(kv);
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
    const prefix = streamKey(streamId);
    const start = [...prefix, range.from ?? 1];
    const end = [...prefix, (range.to ?? Number.MAX_SAFE_INTEGER - 1) + 1];
    const events: StoredEvent[] = [];
    for await (const { key, value } of kv.list<Uint8Array>({ start, end }, { batchSize: 500 })) {
      events.push(decodeEvent(streamId, Number(key[2]), value));
    }
    const last = events.at(-1);
    if (last !== undefined) resolver.knows(streamId, last.version);
    return events;
  }

  async function* readAll(
    range: { after: number } | { before: number; backwards: true },
  ): AsyncGenerator<StoredEvent> {
    if ("before" in range) {
      const records = kv.list<Uint8Array>({ prefix: LOG, end: logKey(range.before) }, {
        batchSize: RECORDS_PER_READ,
        reverse: true,
      });
      for await (const { value } of records) {
        for (const event of decodeLogRecord(value).reverse()) if (event.position < range.before) yield event;
      }
      return;
    }
    const start = await recordHolding(range.after + 1);
    const records = kv.list<Uint8Array>({ prefix: LOG, start }, { batchSize: RECORDS_PER_READ });
    for await (const { value } of records) {
      for (const event of decodeLogRecord(value)) if (event.position > range.after) yield event;
    }
  }

  /** Key of the last record that begins at or before the position. */
  async function recordHolding(position: number): Promise<Deno.KvKey> {
    const before = kv.list({ prefix: LOG, end: logKey(position + 1) }, { limit: 1, reverse: true });
    for await (const { key } of before) return key;
    return logKey(position);
  }

  async function head(): Promise<Head> {
    const entry = await kv.get<Uint8Array>(HEAD);
    if (entry.value === null) return { position: 0, hash: GENESIS };
    const { position, hash } = decodeHead(entry.value);
    return { position, hash };
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
