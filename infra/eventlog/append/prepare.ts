// Turns a commit into what does not depend on its place in the log: sealed, in canonical JSON, measured, validated.
import { Buffer } from "node:buffer";
import type { Commit } from "../../../domain/shared/event_log.ts";
import type { NewMessage } from "../../../domain/shared/queue.ts";
import { canonical } from "../canonical.ts";
import { add, BATCH_COST, fitsAtomic, MAX_EVENT_BYTES, MAX_ID_BYTES } from "../limits.ts";
import { costOf } from "./cost.ts";
import type { PreparedCommit, PreparedEvent } from "./prepared.ts";
import type { Sealer } from "./seal.ts";

/** Position, version, type and hash around the data and meta of an event. */
const ENVELOPE_BYTES = 160;

export interface PrepareDeps {
  readonly seal: Sealer;
  /** Version of the shape of an event type's data, from the catalogue; throws on a type nobody declared. */
  readonly schemaVersionOf: (type: string) => number;
}

/** Throws on a commit that could never be stored: too large, a bad id, data that is not JSON. */
export async function prepare(commit: Commit, deps: PrepareDeps): Promise<PreparedCommit> {
  if (commit.buries !== undefined && commit.settles === undefined) {
    throw new Error("Cannot append: buries needs the message that settles names");
  }
  const wanted = distinctStreams(commit);
  const [actor, ...sealed] = await Promise.all([
    deps.seal.sealActor(commit.meta.actor),
    ...wanted.flatMap(({ events }) => events.map((event) => deps.seal.sealData(event))),
  ]);
  const meta = { ...commit.meta, actor };
  const metaOf = onePerVersion(meta);
  let n = 0;
  const streams = wanted.map(({ streamId, expectedVersion, events }) => ({
    streamId,
    expectedVersion,
    events: events.map(({ type }) =>
      prepareEvent(streamId, type, canonical(sealed[n++]), metaOf(deps.schemaVersionOf(type)))
    ),
  }));
  const messages = distinctMessages(commit.messages ?? []);
  const command = commit.commandId === undefined ? undefined : {
    id: checkedId("command", commit.commandId),
    resultText: canonical(commit.result ?? null),
  };
  const prepared = {
    streams,
    messages,
    meta,
    ...(command && { command }),
    ...(commit.settles && { settles: commit.settles }),
    ...(commit.buries && { buries: commit.buries }),
  };
  const cost = costOf(prepared);
  if (!fitsAtomic(add(cost, BATCH_COST))) {
    throw new Error(`Cannot append: the commit is too large for one atomic write (${JSON.stringify(cost)})`);
  }
  return { ...prepared, cost };
}

interface MeasuredText {
  readonly text: string;
  readonly bytes: number;
}

/** The canonical meta of the commit's events, printed and measured once for all that share a schema version. */
function onePerVersion(meta: PreparedCommit["meta"]): (schemaVersion: number) => MeasuredText {
  const known: MeasuredText[] = [];
  return (schemaVersion) => known[schemaVersion] ??= measured(canonical({ ...meta, schemaVersion }));
}

function measured(text: string): MeasuredText {
  return { text, bytes: Buffer.byteLength(text) };
}

function prepareEvent(streamId: string, type: string, dataText: string, meta: MeasuredText): PreparedEvent {
  const bytes = Buffer.byteLength(dataText) + meta.bytes;
  if (bytes > MAX_EVENT_BYTES) {
    throw new Error(
      `Cannot append ${type} to stream "${streamId}": ${bytes} bytes, the limit is ${MAX_EVENT_BYTES}`,
    );
  }
  return { type, dataText, metaText: meta.text, bytes: bytes + streamId.length * 3 + ENVELOPE_BYTES };
}

function distinctStreams(commit: Commit): Commit["streams"] {
  const seen = new Set<string>();
  for (const { streamId } of commit.streams) {
    checkedId("stream", streamId);
    if (seen.has(streamId)) {
      throw new Error(`Cannot append: stream "${streamId}" is named twice in one commit`);
    }
    seen.add(streamId);
  }
  return commit.streams;
}

function distinctMessages(messages: readonly NewMessage[]): NewMessage[] {
  const byId = new Map<string, NewMessage>();
  for (const message of messages) {
    if (!byId.has(checkedId("message", message.id))) byId.set(message.id, message);
  }
  return [...byId.values()];
}

function checkedId(what: string, id: string): string {
  // Three bytes a character at most: most ids need no counting.
  if (id !== "" && id.length * 3 <= MAX_ID_BYTES) return id;
  const bytes = Buffer.byteLength(id);
  if (bytes > 0 && bytes <= MAX_ID_BYTES) return id;
  throw new Error(`Cannot append: ${what} id of ${bytes} bytes, it must have 1 to ${MAX_ID_BYTES}`);
}
