// Measures what a prepared commit will take of an atomic write, never less than it really does.
import { Buffer } from "node:buffer";
import { canonical } from "../canonical.ts";
import { commandKey, deadKey, eventKey, keyBytes, outKey, pendingKey } from "../keys.ts";
import { type Cost, MAX_VALUE_BYTES } from "../limits.ts";
import type { PreparedCommit } from "./prepared.ts";

/** Throws on a message or a command result that no single value can hold. */
export function costOf({ streams, messages, command, settles, buries }: Omit<PreparedCommit, "cost">): Cost {
  let checks = 0, mutations = 0, keys = 0, recordBytes = 0, valueBytes = 0;
  const put = (key: Deno.KvKey, bytes: number) => {
    mutations++;
    keys += keyBytes(key);
    valueBytes += bytes;
  };
  for (const { streamId, events } of streams) {
    checks++;
    keys += keyBytes(eventKey(streamId, 0));
    for (const { bytes } of events) {
      put(eventKey(streamId, 0), bytes);
      recordBytes += bytes;
    }
  }
  for (const message of messages) {
    const bytes = Buffer.byteLength(canonical(message)) + 500;
    if (bytes > MAX_VALUE_BYTES) throw new Error(`Cannot queue message "${message.id}": ${bytes} bytes`);
    checks++;
    put(outKey(0, message.id), bytes);
    put(pendingKey(message.id), 100);
    keys += keyBytes(pendingKey(message.id));
  }
  if (command) {
    const bytes = Buffer.byteLength(command.resultText) + 40;
    if (bytes > MAX_VALUE_BYTES) {
      throw new Error(`Cannot append command "${command.id}": result of ${bytes} bytes`);
    }
    checks++;
    put(commandKey(command.id), bytes);
    keys += keyBytes(commandKey(command.id));
  }
  if (settles) {
    const { id } = settles.message;
    checks++;
    put(outKey(0, id), 0);
    put(pendingKey(id), 0);
    keys += keyBytes(outKey(0, id));
    if (buries) put(deadKey(id), MAX_VALUE_BYTES);
  }
  return { checks, mutations, keyBytes: keys, recordBytes, totalBytes: valueBytes + recordBytes };
}
