// The event log in memory: the second adapter of the port, for tests that need no store. Same contract, nothing durable.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { AppendResult, Commit, EventLog } from "../../domain/shared/event_log.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Claim, QueuedMessage } from "../../domain/shared/queue.ts";
import { prepare, type PrepareDeps } from "./append/prepare.ts";
import type { PreparedCommit } from "./append/prepared.ts";
import { createBell, type Listenable } from "./bell.ts";
import { chainHash, GENESIS } from "./chain.ts";
import { follow } from "./read/follow.ts";

export interface MemoryEventLogDeps extends PrepareDeps {
  readonly clock: Clock;
}

export interface MemoryEventLog extends EventLog, Listenable {
  /** Messages not settled yet, in the order they were committed. */
  pending(): QueuedMessage[];
  /** Takes a pending message, as a worker would; a later claim takes it away again. */
  claim(messageId: string): Claim;
}

export function createMemoryEventLog(deps: MemoryEventLogDeps): MemoryEventLog {
  const bell = createBell();
  const events: StoredEvent[] = [];
  const results = new Map<string, unknown>();
  const messages = new Map<string, QueuedMessage>();
  const tokens = new Map<string, string>();
  let claims = 0;

  const streamEvents = (streamId: string) => events.filter((event) => event.streamId === streamId);

  function refusal(commit: PreparedCommit): AppendResult | null {
    if (commit.command && results.has(commit.command.id)) return { repeated: results.get(commit.command.id) };
    for (const { streamId, expectedVersion } of commit.streams) {
      if (expectedVersion !== "any" && expectedVersion !== streamEvents(streamId).length) {
        return { conflict: streamId };
      }
    }
    const claim = commit.settles;
    if (claim && tokens.get(claim.message.id) !== claim.token) return { conflict: "claim" };
    return null;
  }

  /** Synchronous, hence atomic. */
  function write(commit: PreparedCommit): AppendResult {
    const refused = refusal(commit);
    if (refused !== null) return refused;
    const appended = commit.streams.flatMap((stream) => {
      const base = streamEvents(stream.streamId).length;
      return stream.events.map(({ type, dataText, metaText }, index) => {
        const position = events.length + 1, version = base + index + 1, { streamId } = stream;
        const previous = events.at(-1)?.hash ?? GENESIS;
        const hash = chainHash(previous, { position, streamId, version, type, dataText, metaText });
        const data = JSON.parse(dataText) as StoredEvent["data"];
        const stored = { position, streamId, version, type, data, meta: JSON.parse(metaText), hash };
        events.push(stored);
        return stored;
      });
    });
    if (commit.command) results.set(commit.command.id, JSON.parse(commit.command.resultText));
    if (commit.settles) {
      messages.delete(commit.settles.message.id);
      tokens.delete(commit.settles.message.id);
    }
    const last = appended.at(-1);
    const causationId = last === undefined ? commit.meta.causationId : `${last.streamId}@${last.version}`;
    for (const message of commit.messages) {
      if (messages.has(message.id)) continue;
      messages.set(message.id, {
        ...message,
        attempt: 0,
        queuedAt: deps.clock(),
        correlationId: commit.meta.correlationId,
        ...(causationId !== undefined && { causationId }),
      });
    }
    bell.ring();
    return { appended, position: events.length };
  }

  async function* readAll(
    range: { after: number } | { before: number; backwards: true },
  ): AsyncGenerator<StoredEvent> {
    if ("before" in range) {
      for (let index = Math.min(range.before - 1, events.length) - 1; index >= 0; index--) {
        const event = events[index];
        if (event !== undefined) yield event;
      }
      return;
    }
    for (let index = range.after; index < events.length; index++) {
      const event = events[index];
      if (event !== undefined) yield event;
    }
  }

  return {
    append: async (commit: Commit) => write(await prepare(commit, deps)),
    readStream: (streamId, { from = 1, to = Infinity } = {}) =>
      Promise.resolve(streamEvents(streamId).filter(({ version }) => version >= from && version <= to)),
    readAll,
    tail: ({ after, signal }) => follow({ readAll, listen: bell.listen }, after, signal),
    head: () => Promise.resolve({ position: events.length, hash: events.at(-1)?.hash ?? GENESIS }),
    findResult: (commandId) =>
      Promise.resolve(results.has(commandId) ? { result: results.get(commandId) } : null),
    listen: bell.listen,
    pending: () => [...messages.values()],
    claim(messageId) {
      const message = messages.get(messageId);
      if (message === undefined) throw new Error(`Cannot claim message "${messageId}": it is not pending`);
      const token = String(++claims);
      tokens.set(messageId, token);
      return { message: { ...message, attempt: message.attempt + 1 }, token };
    },
  };
}
