// Where everything of the event core lives in the key-value store. These shapes are stored: change them only by adding.

/** Sorts right behind the records, so that a commit changes one page of the store for both: a tenth quicker. */
export const HEAD: Deno.KvKey = ["log-head"];
export const LOG: Deno.KvKey = ["log"];
/** Right behind the head, which is the last of what is read with the records. */
export const END_OF_LOG: Deno.KvKey = ["log-head", new Uint8Array()];
export const OUT: Deno.KvKey = ["out"];
export const DEAD: Deno.KvKey = ["dead"];
/** Where each pending message is, by id. */
export const PENDING: Deno.KvKey = ["msg"];
export const STREAMS: Deno.KvKey = ["str"];
export const SEGMENTS: Deno.KvKey = ["seg"];
/** There while an import is on its way: a later run of the same import may go on where it ended. */
export const IMPORTING: Deno.KvKey = ["importing"];
export const SIGNED_HEAD: Deno.KvKey = ["signed-head"];

/** A commit record, by the position of its first event. */
export const logKey = (firstPosition: number): Deno.KvKey => ["log", firstPosition];
/** A sealed segment, by the position of its first event: its compressed bytes in numbered chunks from 0. */
export const segmentKey = (firstPosition: number, chunk: number): Deno.KvKey => ["seg", firstPosition, chunk];
export const streamKey = (streamId: string): Deno.KvKey => ["str", streamId];
export const eventKey = (streamId: string, version: number): Deno.KvKey => ["str", streamId, version];
export const commandKey = (commandId: string): Deno.KvKey => ["cmd", commandId];
/** A queued message, by the UTC millisecond when it may next be taken: its due time, or the end of its lease. */
export const outKey = (dueMs: number, messageId: string): Deno.KvKey => ["out", dueMs, messageId];
/** Where the pending message is now. Written together with every move, so it carries the same versionstamp. */
export const pendingKey = (messageId: string): Deno.KvKey => ["msg", messageId];
export const deadKey = (messageId: string): Deno.KvKey => ["dead", messageId];

/** What sorts before everything under a prefix, whatever its parts are. */
export const firstUnder = (prefix: Deno.KvKey): Deno.KvKey => [...prefix, new Uint8Array()];
export const isHead = (key: Deno.KvKey): boolean => key[0] === HEAD[0];

/** Size of an encoded key in bytes, never less than the store counts. */
export function keyBytes(key: Deno.KvKey): number {
  let bytes = 0;
  for (const part of key) bytes += typeof part === "string" ? part.length * 3 + 2 : 10;
  return bytes;
}
