// The stored form of queued and dead messages, as UTF-8 JSON. These shapes are stored: change them only by adding.
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import { toBytes } from "../eventlog/record.ts";

export interface MessageRecord extends QueuedMessage {
  readonly v: 1;
  /** Place within its commit; with the versionstamp of that commit it is the place in its lane. */
  readonly n: number;
  /** The place in its lane, written down when the message moves and gets another versionstamp. */
  readonly order?: string;
  /** Attempts that threw or died; a retry the handler asked for is none. */
  readonly failures?: number;
  /** Present while a worker holds it, and kept afterwards when the worker died holding it. */
  readonly claim?: { readonly token: string; readonly started: boolean };
}

/** The pointer: where a pending message is. The key of the message itself has the due time in it. */
export interface PendingRecord {
  readonly v: 1;
  readonly due: number;
  readonly token?: string;
}

export interface DeadRecord extends MessageRecord {
  /** `unknown`: it may or may not have been done before its worker died. */
  readonly status: "failed" | "unknown";
  readonly diedAt: number;
}

export const encodeMessage = (record: MessageRecord): Uint8Array => toBytes(JSON.stringify(record));
export const encodePending = (record: PendingRecord): Uint8Array => toBytes(JSON.stringify(record));
export const encodeDead = (record: DeadRecord): Uint8Array => toBytes(JSON.stringify(record));

/** A message has up to 60 KB of the 64 KiB of a value: of what went wrong so many characters fit beside it in any script. */
export const shortened = (error: string): string => error.slice(0, 800);

/** The dead form of a message; its claim is over. */
export function bury(
  message: MessageRecord,
  why: { readonly status: "failed" | "unknown"; readonly error: string },
  diedAt: number,
): DeadRecord {
  const { claim: _claim, ...rest } = message;
  return { ...rest, status: why.status, lastError: shortened(why.error), diedAt };
}

/** What handlers see of a message. */
export function publicMessage(record: MessageRecord): QueuedMessage {
  const { v: _v, n: _n, order: _order, claim: _claim, failures: _failures, ...message } = record;
  return message;
}

/** Sortable place in a lane: the versionstamp of the commit that queued it, then the place within that commit. */
export function laneOrder(versionstamp: string, record: MessageRecord): string {
  return record.order ?? `${versionstamp}:${String(record.n).padStart(4, "0")}`;
}
