// A stream as it was at a version, with the events around it, at a bounded cost however long it has grown: it is read a
// part at a time, and a journal (a dispatchers' chat) only where it is looked at.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import { beginFold, journalState, type StreamState } from "./fold_stream.ts";
import { latestVersion } from "./read_stream.ts";

export interface StreamQuery {
  /** The newest unless given. */
  readonly version?: number;
  /** The version compared with: the one before `version` unless given, 0 = the beginning. */
  readonly since?: number;
  /** How many events to give up to and with `version`, and how many after it. */
  readonly earlier: number;
  readonly later: number;
}

export interface StreamAt {
  readonly streamId: string;
  /** The version asked for, at most `latest`. */
  readonly version: number;
  readonly latest: number;
  readonly state: StreamState;
  /** The version compared with, and the state there; null for the beginning, before version 1. */
  readonly since: number;
  readonly previous: StreamState | null;
  /** In order; their versions tell which part of the stream they are. */
  readonly events: readonly StoredEvent[];
}

/** Events folded for one answer; a state further on is refused. */
export const MOST_FOLDED = 100_000;
const EVENTS_AT_A_TIME = 500;

/** `open` takes an event as it is stored to the one that is folded and shown. Null when there is no such stream. */
export async function streamAt(
  log: Pick<EventLog, "readStream">,
  open: (event: StoredEvent) => Promise<StoredEvent>,
  streamId: string,
  { version, since, earlier, later }: StreamQuery,
): Promise<StreamAt | null | { readonly refused: "history_too_long" }> {
  const latest = await latestVersion(log, streamId);
  if (latest === 0) return null;
  const upTo = Math.min(version ?? latest, latest);
  const other = Math.min(since ?? upTo - 1, latest);
  const read = async (from: number, to: number) =>
    await Promise.all((await log.readStream(streamId, { from, to })).map(open));
  const states = await statesAt(streamId, read, [upTo, other]);
  if (states === null) return { refused: "history_too_long" };
  const events = await read(Math.max(1, upTo - earlier + 1), Math.min(latest, upTo + later));
  const state = states.get(upTo) ?? journalState(undefined);
  const previous = other > 0 ? states.get(other) ?? null : null;
  return { streamId, version: upTo, latest, state, since: other, previous, events };
}

type Read = (from: number, to: number) => Promise<StoredEvent[]>;

/** Null when that takes more than `MOST_FOLDED` events. */
async function statesAt(
  streamId: string,
  read: Read,
  versions: readonly number[],
): Promise<Map<number, StreamState> | null> {
  const states = new Map<number, StreamState>();
  const fold = beginFold(streamId);
  let folded = 0;
  for (const version of versions.toSorted((a, b) => a - b)) {
    if (fold === null) {
      states.set(version, journalState((await read(version, version))[0]));
      continue;
    }
    if (version > MOST_FOLDED) return null;
    while (folded < version) {
      const to = Math.min(version, folded + EVENTS_AT_A_TIME);
      fold.add(await read(folded + 1, to));
      folded = to;
    }
    states.set(version, fold.state());
  }
  return states;
}
