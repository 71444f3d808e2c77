// Whether what is stored of a message can be read: a disk may have changed it, and nothing vouches for it as hashes do for
// events.
import { z } from "zod";
import type { DeadRecord, MessageRecord, PendingRecord } from "./message_record.ts";

/** UTC ms that a Date can hold. */
const Time = z.number().min(0).max(8.64e15);

// Loose: a newer version may have added to them.
const Message = z.looseObject({
  v: z.literal(1),
  id: z.string(),
  kind: z.string(),
  lane: z.string(),
  dueAt: z.number().optional(),
  data: z.looseObject({}),
  attempt: z.int().min(0),
  queuedAt: Time,
  correlationId: z.string(),
  causationId: z.string().optional(),
  lastError: z.string().optional(),
  n: z.int().min(0),
  order: z.string().optional(),
  failures: z.int().min(0).optional(),
  claim: z.looseObject({ token: z.string(), started: z.boolean() }).optional(),
});
const Dead = Message.extend({ status: z.enum(["failed", "unknown"]), diedAt: Time });
const Pointer = z.looseObject({ v: z.literal(1), due: Time, token: z.string().optional() });

/** Replaces nothing: a text that is no UTF-8 is not the one that was written. */
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Null when it cannot be read, or is another message than the one with this id. */
export function readMessage(value: unknown, id: string): MessageRecord | null {
  const read = readAs<MessageRecord>(Message, value);
  return read?.id === id ? read : null;
}

/** As `readMessage`. */
export function readDead(value: unknown, id: string): DeadRecord | null {
  const read = readAs<DeadRecord>(Dead, value);
  return read?.id === id ? read : null;
}

/** Null when it cannot be read. */
export function readPointer(value: unknown): PendingRecord | null {
  return readAs<PendingRecord>(Pointer, value);
}

function readAs<T>(shape: z.ZodType, value: unknown): T | null {
  const read = value instanceof Uint8Array ? parsed(value) : undefined;
  return shape.safeParse(read).success ? read as T : null;
}

/** Undefined, which no JSON is, for what is no JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
