// Builds one atomic write out of the commits that go together: numbers them, chains them, and says what each is answered.
import type { EventMeta, StoredEvent } from "../../../domain/shared/event.ts";
import type { Head } from "../../../domain/shared/event_log.ts";
import { chainHash } from "../chain.ts";
import { commandKey, eventKey, HEAD, logKey } from "../keys.ts";
import { MAX_RECORD_BYTES } from "../limits.ts";
import { encodeCommand, encodeEvent, encodeHead, encodeLogRecord, type WritableEvent } from "../record.ts";
import { queue, settle } from "./batch_messages.ts";
import type { Appended, Going } from "./going.ts";
import type { PreparedCommit } from "./prepared.ts";
import { addChecks, type Resolved } from "./resolve.ts";

export interface Batch {
  /** Everything but the check of the head it is built on: that comes when the head is there. */
  readonly atomic: Deno.AtomicOperation;
  /** One answer per commit, true once the atomic write has committed. Made on the first call, while the disk is busy. */
  readonly answers: () => readonly Appended[];
  readonly head: Head;
  /** Marks the head as ours. */
  readonly nonce: string;
  /** The first commit record, when there are events: how to recognise the batch in the store. */
  readonly record?: { readonly key: Deno.KvKey; readonly bytes: Uint8Array };
}

/** `now` (UTC ms) is when messages without a due time are due. */
export function buildBatch(
  kv: Deno.Kv,
  head: Head,
  commits: readonly Going[],
  nonce: string,
  now: number,
): Batch {
  const atomic = kv.atomic();
  const written: BatchEvent[] = [];
  const parts: { readonly events: readonly BatchEvent[]; readonly position: number }[] = [];
  let messages = 0;
  let newest: Head = { position: head.position, hash: head.hash };
  for (const { commit, resolved } of commits) {
    addChecks(atomic, commit, resolved);
    const events = numberEvents(commit, resolved, newest);
    newest = events.at(-1) ?? newest;
    for (const event of events) atomic.set(eventKey(event.streamId, event.version), encodeEvent(event));
    if (commit.command) {
      atomic.set(commandKey(commit.command.id), encodeCommand(newest.position, commit.command.resultText));
    }
    settle(atomic, commit, resolved, now);
    const causationId = causeOf(commit, events);
    for (const message of resolved.messages) queue(atomic, commit, message, messages++, causationId, now);
    written.push(...events);
    parts.push({ events, position: newest.position });
  }
  const records = splitRecords(written).map((events) => ({
    key: logKey(events[0]?.position ?? 0),
    bytes: encodeLogRecord(events),
  }));
  for (const { key, bytes } of records) atomic.set(key, bytes);
  const { position, hash } = newest;
  atomic.set(HEAD, encodeHead({ position, hash }, nonce));
  let made: readonly Appended[] | undefined;
  const answers = () =>
    made ??= parts.map(({ events, position }) => ({ appended: toStored(events), position }));
  return { atomic, answers, head: { position, hash }, nonce, ...(records[0] && { record: records[0] }) };
}

/** An event of the batch, with the size it was measured to have. */
type BatchEvent = WritableEvent & { readonly bytes: number };

function numberEvents(commit: PreparedCommit, resolved: Resolved, after: Head): BatchEvent[] {
  const events: BatchEvent[] = [];
  let { position, hash } = after;
  commit.streams.forEach(({ streamId, events: prepared }, index) => {
    let version = resolved.bases[index] ?? 0;
    for (const { type, dataText, metaText, bytes } of prepared) {
      const parts = { position: ++position, streamId, version: ++version, type, dataText, metaText };
      hash = chainHash(hash, parts);
      events.push({ ...parts, hash, bytes });
    }
  });
  return events;
}

/** Exactly what reading them back will give. */
function toStored(events: readonly BatchEvent[]): StoredEvent[] {
  let metaText: string | undefined;
  let meta: StoredEvent["meta"] | undefined;
  return events.map((event) => {
    if (meta === undefined || event.metaText !== metaText) meta = JSON.parse(event.metaText) as EventMeta;
    metaText = event.metaText;
    const { position, streamId, version, type, hash } = event;
    return { position, streamId, version, type, data: JSON.parse(event.dataText), meta, hash };
  });
}

function splitRecords(events: readonly BatchEvent[]): BatchEvent[][] {
  const records: BatchEvent[][] = [];
  let room = 0;
  for (const event of events) {
    const record = records.at(-1);
    if (record !== undefined && event.bytes <= room) record.push(event);
    else {
      records.push([event]);
      room = MAX_RECORD_BYTES;
    }
    room -= event.bytes;
  }
  return records;
}

/** The newest event of the commit led to its messages; without events, whatever led to the commit did. */
function causeOf(commit: PreparedCommit, events: readonly BatchEvent[]): string | undefined {
  const last = events.at(-1);
  return last === undefined ? commit.meta.causationId : `${last.streamId}@${last.version}`;
}
