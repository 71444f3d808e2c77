// Reads an export through before anything is written: every line, the chain, every stream, every key, and how it goes
// together with what the store has already.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { Head } from "../../../domain/shared/event_log.ts";
import type { Keyring } from "../../crypto/keyring.ts";
import { opens, type WrappedKey } from "../../crypto/wrapped_keys.ts";
import { expectedHash, GENESIS } from "../chain.ts";
import { parseLine } from "./export_line.ts";

/** Why an export cannot be imported; nothing was changed. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";

  constructor(why: string, readonly position?: number) {
    super(`Cannot import: ${why}`);
  }
}

export interface CheckOptions {
  readonly lines: AsyncIterable<string>;
  readonly keyring: Keyring;
  /** Where the store stands. */
  readonly head: Head;
  /** The end of an earlier import whose events are all in the store, and not all of its keys; null for none. */
  readonly lacksKeys: Head | null;
  /** Newest version of a stream in the store. */
  readonly versionOf: (streamId: string) => Promise<number>;
}

/** The keys it brings, and where it ends. Throws ImportRefused, naming the position where one is at fault. */
export async function checkExport(options: CheckOptions): Promise<{ keys: WrappedKey[]; end: Head }> {
  const { lines, keyring, head, lacksKeys } = options;
  const keys: WrappedKey[] = [];
  const versions = new Map<string, number>();
  let last: Head | null = null;
  let versionBefore = options.versionOf;
  let number = 0;
  for await (const text of lines) {
    number++;
    const line = parseLine(text);
    if (line === null) {
      const after: number = last?.position ?? 0;
      throw new ImportRefused(`line ${number}, after position ${after}, is no event and no key`, after + 1);
    }
    if ("key" in line) {
      const { subject } = line.key;
      if (!opens(keyring, line.key)) {
        throw new ImportRefused(`ENCRYPTION_KEYS do not open the key of ${subject} in line ${number}`);
      }
      keys.push(line.key);
      continue;
    }
    const { event } = line;
    if (keys.length > 0) throw new ImportRefused(`line ${number} is an event after the keys`, event.position);
    if (last === null) {
      last = beginning(event, head);
      if (last.position === 0) versionBefore = () => Promise.resolve(0);
    }
    const version = versions.get(event.streamId) ?? await versionBefore(event.streamId);
    mustFollow(event, last, version);
    mustAgree(event, head);
    if (lacksKeys !== null) mustAgree(event, lacksKeys);
    versions.set(event.streamId, event.version);
    last = { position: event.position, hash: event.hash };
  }
  const end = last ?? { position: 0, hash: GENESIS };
  if (end.position >= head.position || end.position === lacksKeys?.position) return { keys, end };
  throw new ImportRefused(
    `it ends at position ${end.position}, the store is at position ${head.position} already`,
  );
}

/** An export begins at the beginning, or right after what the store has. */
function beginning(first: StoredEvent, head: Head): Head {
  if (first.position === 1) return { position: 0, hash: GENESIS };
  if (first.position === head.position + 1) return head;
  throw new ImportRefused(
    `it begins at position ${first.position}, the store is at position ${head.position}`,
    first.position,
  );
}

function mustFollow(event: StoredEvent, last: Head, version: number): void {
  const { position, streamId } = event;
  const expected = last.position + 1;
  if (position !== expected) {
    throw new ImportRefused(`the chain is broken at position ${expected}: it is missing`, expected);
  }
  if (event.hash !== expectedHash(last.hash, event)) {
    throw new ImportRefused(
      `the chain is broken at position ${position}: the event does not fit its hash`,
      position,
    );
  }
  if (event.version === version + 1) return;
  throw new ImportRefused(
    `version ${event.version} of stream ${streamId} at position ${position} does not follow`,
    position,
  );
}

/** The hash at the head vouches for everything before it. */
function mustAgree({ position, hash }: StoredEvent, head: Head): void {
  if (position !== head.position || hash === head.hash) return;
  throw new ImportRefused(
    `the store holds another history: position ${position} is not the same event`,
    position,
  );
}
