// Decides what a prepared commit means at the present head: which versions its events get, or why it changes nothing.
import type { AppendResult, Head } from "../../../domain/shared/event_log.ts";
import type { NewMessage } from "../../../domain/shared/queue.ts";
import { LruMap } from "../../lru_map.ts";
import { locate } from "../../queue/locate.ts";
import type { MessageRecord } from "../../queue/message_record.ts";
import { readMessage, readPointer } from "../../queue/readable.ts";
import { commandKey, eventKey, outKey, pendingKey, streamKey } from "../keys.ts";
import { decodeCommand } from "../record.ts";
import type { PreparedCommit, PreparedStream } from "./prepared.ts";

/** What a commit will do; every check the atomic write needs follows from it. */
export interface Resolved {
  /** Version of each of the commit's streams before it. */
  readonly bases: readonly number[];
  /** The messages that are not pending yet. */
  readonly messages: readonly NewMessage[];
  readonly settled?: { readonly due: number; readonly versionstamp: string; readonly record: MessageRecord };
}

export type Resolution = { readonly go: Resolved } | { readonly answer: AppendResult };

/** Remembers versions and command results, which only ever grow, so that the usual commit needs no reading. */
export class Resolver {
  readonly #kv: Deno.Kv;
  readonly #versions = new LruMap<string, number>(50_000);
  readonly #results = new LruMap<string, { readonly result: unknown }>(10_000);

  constructor(kv: Deno.Kv) {
    this.#kv = kv;
  }

  /** Versions known without reading; never ahead of the store. */
  knows(streamId: string, version: number): void {
    if (version > (this.#versions.get(streamId) ?? 0)) this.#versions.set(streamId, version);
  }

  remember(commandId: string, result: unknown): void {
    this.#results.set(commandId, { result });
  }

  async findResult(commandId: string): Promise<{ result: unknown } | null> {
    const known = this.#results.get(commandId);
    if (known !== undefined) return known;
    const entry = await this.#kv.get<Uint8Array>(commandKey(commandId));
    if (entry.value === null) return null;
    const result = decodeCommand(entry.value);
    this.remember(commandId, result);
    return { result };
  }

  /**
   * `careful` reads everything anew instead of trusting the cache and the checks of the atomic write: after a
   * batch failed, it tells the guilty commits from the innocent ones.
   */
  resolve(commit: PreparedCommit, head: Head, careful: boolean): Resolution | Promise<Resolution> {
    const go = careful ? null : this.fromMemory(commit);
    return go === null ? this.#resolve(commit, head, careful) : { go };
  }

  /** The usual case without a single promise; null when something has to be read or refused. */
  fromMemory(commit: PreparedCommit): Resolved | null {
    if (commit.settles !== undefined || commit.streams.length === 0) return null;
    if (commit.command !== undefined && this.#results.get(commit.command.id) !== undefined) return null;
    const bases: number[] = [];
    for (const { streamId, expectedVersion, events } of commit.streams) {
      const known = this.#versions.get(streamId);
      const base = known ?? (expectedVersion === 0 ? 0 : undefined);
      if (base === undefined || events.length === 0) return null;
      if (expectedVersion !== "any" && expectedVersion !== base) return null;
      bases.push(base);
    }
    return { bases, messages: commit.messages };
  }

  async #resolve(commit: PreparedCommit, head: Head, careful: boolean): Promise<Resolution> {
    const repeated = await this.#repeated(commit, careful);
    if (repeated !== null) return { answer: { repeated: repeated.result } };
    const bases = await Promise.all(commit.streams.map((stream) => this.#base(stream, careful)));
    const moved = commit.streams.find(({ expectedVersion }, index) =>
      expectedVersion !== "any" && expectedVersion !== bases[index]
    );
    if (moved !== undefined) return this.#refuse(commit, moved.streamId);
    const settled = commit.settles && await this.#settled(commit.settles);
    if (settled === null) return this.#refuse(commit, "claim");
    const messages = careful ? await this.#notPending(commit) : commit.messages;
    const changes = commit.streams.some(({ events }) => events.length > 0) || messages.length > 0 ||
      settled !== undefined || commit.command !== undefined;
    if (!changes) return { answer: { appended: [], position: head.position } };
    return { go: { bases, messages, ...(settled && { settled }) } };
  }

  /** A repeat may have been decided on an old state, so the stored result wins over the conflict. */
  async #refuse(commit: PreparedCommit, conflict: string): Promise<Resolution> {
    const repeated = await this.#repeated(commit, true);
    return { answer: repeated === null ? { conflict } : { repeated: repeated.result } };
  }

  async #repeated(commit: PreparedCommit, read: boolean): Promise<{ result: unknown } | null> {
    if (commit.command === undefined) return null;
    return this.#results.get(commit.command.id) ?? (read ? await this.findResult(commit.command.id) : null);
  }

  async #base({ streamId, expectedVersion }: PreparedStream, careful: boolean): Promise<number> {
    const known = this.#versions.get(streamId);
    const trusted = expectedVersion === "any" ? known !== undefined : (known ?? 0) >= expectedVersion;
    if (trusted && !careful) return known ?? 0;
    const latest = this.#kv.list<Uint8Array>({ prefix: streamKey(streamId) }, { limit: 1, reverse: true });
    for await (const { key } of latest) {
      const version = Number(key[2]);
      this.knows(streamId, version);
      return version;
    }
    return 0;
  }

  async #settled(
    { message, token }: NonNullable<PreparedCommit["settles"]>,
  ): Promise<Resolved["settled"] | null> {
    const located = await locate(this.#kv, message.id, ({ value }) => readPointer(value));
    if (located?.pointer.token !== token) return null;
    const { pointer: { due }, stored: { versionstamp, value } } = located;
    // Who holds it knows it, also when a disk has spoiled it meanwhile.
    const record = readMessage(value, message.id) ?? { v: 1, n: 0, ...message };
    return { due, versionstamp, record };
  }

  async #notPending(commit: PreparedCommit): Promise<NewMessage[]> {
    const free = await Promise.all(commit.messages.map(async (message) => {
      if (message.id === commit.settles?.message.id) return true;
      return (await this.#kv.get(pendingKey(message.id))).value === null;
    }));
    return commit.messages.filter((_message, index) => free[index]);
  }
}

/** The checks that make a resolution true at the moment of the write. */
export function addChecks(atomic: Deno.AtomicOperation, commit: PreparedCommit, resolved: Resolved): void {
  commit.streams.forEach(({ streamId }, index) => {
    atomic.check({ key: eventKey(streamId, (resolved.bases[index] ?? 0) + 1), versionstamp: null });
  });
  if (commit.command) atomic.check({ key: commandKey(commit.command.id), versionstamp: null });
  const settledId = commit.settles?.message.id;
  if (resolved.settled && settledId !== undefined) {
    const { due, versionstamp } = resolved.settled;
    atomic.check({ key: outKey(due, settledId), versionstamp });
  }
  for (const { id } of resolved.messages) {
    if (id !== settledId) atomic.check({ key: pendingKey(id), versionstamp: null });
  }
}
