// The queue as keys: when a message may next be taken is in its key, as its due time or as the end of a worker's lease.
// Every move is one atomic write checked against the one before, so two workers never both hold a message.
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Claim } from "../../domain/shared/queue.ts";
import type { Alerts } from "../alerts.ts";
import { deadKey } from "../eventlog/keys.ts";
import { type Claims, createClaims } from "./claims.ts";
import { createDeadLetters, type DeadLetters } from "./dead_letters.ts";
import { discardUnreadable } from "./discard_unreadable.ts";
import type { Entry } from "./entry.ts";
import { bury, encodeDead, shortened } from "./message_record.ts";
import { listPending, type PendingPlace } from "./list_pending.ts";
import { createMoves } from "./moves.ts";
import { createReader, type Reader } from "./reader.ts";
import { readPending } from "./read_pending.ts";

export interface KvQueueDeps {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  /** Told once of each record that cannot be read. */
  readonly alarm?: Alerts["alarm"];
}

/** What cannot be read is in no answer, and is as if it were gone for who asks for it. */
export interface KvQueue
  extends Claims, Pick<DeadLetters, "dead" | "deadOne" | "requeue">, Pick<Reader, "unreadable"> {
  /** Every message that is pending throughout the reading, soonest due first; `until` (UTC ms): those due before it. */
  scan(until?: number): Promise<Entry[]>;
  /** See `listPending`. */
  list(place: PendingPlace, backwards: boolean): AsyncGenerator<Entry>;
  /** A pending message; null when there is none. */
  find(messageId: string): Promise<Entry | null>;
  /** Holds a claim for another `leaseMs` from now; false when it is lost. */
  renew(claim: Claim, leaseMs: number): Promise<boolean>;
  /** Marks that the outside world may have been touched from here on; false when the claim is lost. */
  start(claim: Claim): Promise<boolean>;
  /**
   * Gives the message back until `dueAt` (UTC ms), or for an hour when that is later, counting a failure or not; false
   * when the claim is lost.
   */
  retry(claim: Claim, dueAt: number, error: string, failure: boolean): Promise<boolean>;
  /** Puts the message among the dead without any event; false when the claim is lost. */
  bury(claim: Claim, error: string): Promise<boolean>;
  /** Drops a message that nobody holds, pending or dead; false when there is none or a worker has it. */
  cancel(messageId: string): Promise<boolean>;
  /** See `discardUnreadable`. */
  discardUnreadable(messageIds: ReadonlySet<string>): Promise<void>;
}

/** A message that was tried keeps its lane waiting: it is tried again this soon, however late it asked for. */
const LONGEST_RETRY_MS = 3_600_000;
/** So nothing due later than this, from now, holds anybody up: workers need not read it, however much it is. */
export const HORIZON_MS = 2 * LONGEST_RETRY_MS;

export function createKvQueue({ kv, clock, newId, random, alarm = () => {} }: KvQueueDeps): KvQueue {
  const reader = createReader(kv, alarm);
  const moves = createMoves(kv, reader, random);
  const { find, move, remove, commit } = moves;

  /** Changes a message we hold; repeated when a renewal came between. */
  async function changeHeld(
    { message, token }: Claim,
    change: (entry: Entry) => Deno.AtomicOperation,
  ): Promise<boolean> {
    for (;;) {
      const entry = await find(message.id);
      if (entry?.message.claim?.token !== token) return false;
      if (await commit(change(entry))) return true;
    }
  }

  const deadLetters = createDeadLetters(kv, reader, clock, commit);
  return {
    ...createClaims({ kv, moves, clock, newId }),
    dead: deadLetters.dead,
    deadOne: deadLetters.deadOne,
    requeue: deadLetters.requeue,
    unreadable: reader.unreadable,
    discardUnreadable: (ids) => discardUnreadable(kv, commit, ids, clock()),
    scan: (until = Number.MAX_SAFE_INTEGER) => readPending(kv, reader, find, until),
    list: (place, backwards) => listPending(kv, reader, place, backwards),
    find,
    renew: (claim, leaseMs) => changeHeld(claim, (entry) => move(entry, clock() + leaseMs, entry.message)),
    start: (claim) =>
      changeHeld(
        claim,
        (entry) => move(entry, entry.due, { ...entry.message, claim: { token: claim.token, started: true } }),
      ),
    retry: (claim, dueAt, error, failure) =>
      changeHeld(claim, (entry) => {
        const { claim: _over, failures: before = 0, ...message } = entry.message;
        const failures = before + (failure ? 1 : 0);
        const due = Math.max(0, Math.floor(Math.min(dueAt, clock() + LONGEST_RETRY_MS)));
        return move(entry, due, { ...message, failures, lastError: shortened(error) });
      }),
    bury: (claim, error) =>
      changeHeld(claim, (entry) =>
        remove(entry).set(
          deadKey(entry.message.id),
          encodeDead(bury(entry.message, { status: "failed", error }, clock())),
        )),
    async cancel(messageId) {
      const entry = await find(messageId);
      if (entry !== null) {
        const held = entry.message.claim !== undefined && entry.due > clock();
        return !held && await commit(remove(entry));
      }
      return await deadLetters.drop(messageId);
    },
  };
}
