// The stored form of events, as UTF-8 JSON. These shapes are stored: change them only by a new format number.
import { Buffer } from "node:buffer";
import type { EventMeta, StoredEvent } from "../../domain/shared/event.ts";
import type { Head } from "../../domain/shared/event_log.ts";
import type { ChainedParts } from "./chain.ts";

const FORMAT = 1;
const decoder = new TextDecoder();

/** An event ready to be written: numbered, hashed, its data and meta in canonical JSON. */
export interface WritableEvent extends ChainedParts {
  readonly hash: string;
}

type LogRow = [streamId: string, version: number, type: string, data: StoredEvent["data"], hash: string];
type LogRecord = [format: number, firstPosition: number, groups: [meta: EventMeta, rows: LogRow[]][]];
type EventRecord = [
  number,
  position: number,
  type: string,
  data: StoredEvent["data"],
  EventMeta,
  hash: string,
];
type HeadRecord = [format: number, position: number, hash: string, nonce: string];
type CommandRecord = [format: number, position: number, result: unknown];

export function toBytes(text: string): Uint8Array {
  // Less than half the price of a TextEncoder for texts as short as an event.
  return Buffer.from(text);
}

export function fromBytes<T>(bytes: Uint8Array): T {
  return JSON.parse(decoder.decode(bytes)) as T;
}

/** One commit record: consecutive events that share their meta are grouped under it. */
export function encodeLogRecord(events: readonly WritableEvent[]): Uint8Array {
  let groups = "";
  let metaText: string | undefined;
  for (const event of events) {
    const row = `[${JSON.stringify(event.streamId)},${event.version},${
      JSON.stringify(event.type)
    },${event.dataText},"${event.hash}"]`;
    if (event.metaText === metaText) groups += `,${row}`;
    else groups += `${metaText === undefined ? "" : "]],"}[${event.metaText},[${row}`;
    metaText = event.metaText;
  }
  return toBytes(`[${FORMAT},${events[0]?.position ?? 0},[${groups}]]]]`);
}

export function decodeLogRecord(bytes: Uint8Array): StoredEvent[] {
  const [format, first, groups] = fromBytes<LogRecord>(bytes);
  expectFormat(format, `commit record ${first}`);
  const events: StoredEvent[] = [];
  let position = first;
  for (const [meta, rows] of groups) {
    for (const row of rows) {
      // By index: taking the row apart as an iterable costs as much again as building the event.
      events.push({
        position: position++,
        streamId: row[0],
        version: row[1],
        type: row[2],
        data: row[3],
        meta,
        hash: row[4],
      });
    }
  }
  return events;
}

/** The copy of an event kept under its stream; stream and version are in the key. */
export function encodeEvent(event: WritableEvent): Uint8Array {
  return toBytes(eventText(event));
}

export function eventText({ position, type, dataText, metaText, hash }: WritableEvent): string {
  return `[${FORMAT},${position},${JSON.stringify(type)},${dataText},${metaText},"${hash}"]`;
}

export function decodeEvent(streamId: string, version: number, bytes: Uint8Array): StoredEvent {
  const [format, position, type, data, meta, hash] = fromBytes<EventRecord>(bytes);
  expectFormat(format, `event ${streamId}@${version}`);
  return { position, streamId, version, type, data, meta, hash };
}

/** The nonce tells a writer whether the newest commit was its own. */
export function encodeHead(head: Head, nonce: string): Uint8Array {
  return toBytes(`[${FORMAT},${head.position},"${head.hash}",${JSON.stringify(nonce)}]`);
}

export function decodeHead(bytes: Uint8Array): Head & { readonly nonce: string } {
  const [format, position, hash, nonce] = fromBytes<HeadRecord>(bytes);
  expectFormat(format, "head");
  return { position, hash, nonce };
}

export function encodeCommand(position: number, resultText: string): Uint8Array {
  return toBytes(`[${FORMAT},${position},${resultText}]`);
}

export function decodeCommand(bytes: Uint8Array): unknown {
  const [format, , result] = fromBytes<CommandRecord>(bytes);
  expectFormat(format, "command result");
  return result;
}

function expectFormat(format: number, what: string): void {
  if (format !== FORMAT) {
    throw new Error(`Cannot read ${what}: format ${format} is not known to this version`);
  }
}
