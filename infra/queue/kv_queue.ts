// The queue as keys: when a message may next be taken is in its key, as its due time or as the end of a worker's lease.
// Every move is one atomic write checked against the one before, so two workers never both hold a message.
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Claim } from "../../domain/shared/queue.ts";
import { deadKey } from "../eventlog/keys.ts";
import { type Claims, createClaims } from "./claims.ts";
import { createDeadLetters, type DeadLetters } from "./dead_letters.ts";
import type { Entry } from "./entry.ts";
import { bury, encodeDead } from "./message_record.ts";
import { listPending, type PendingPlace } from "./list_pending.ts";
import { createMoves } from "./moves.ts";
import { readPending } from "./read_pending.ts";

export interface KvQueueDeps {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
}

export interface KvQueue extends Claims, Pick<DeadLetters, "dead" | "deadOne" | "requeue"> {
  /** Every message that is pending throughout the reading, soonest due first. */
  scan(): Promise<Entry[]>;
  /** See `listPending`. */
  list(place: PendingPlace, backwards: boolean): AsyncGenerator<Entry>;
  /** A pending message; null when there is none. */
  find(messageId: string): Promise<Entry | null>;
  /** Holds a claim for another `leaseMs` from now; false when it is lost. */
  renew(claim: Claim, leaseMs: number): Promise<boolean>;
  /** Marks that the outside world may have been touched from here on; false when the claim is lost. */
  start(claim: Claim): Promise<boolean>;
  /** Gives the message back until `dueAt` (UTC ms), counting a failure or not; false when the claim is lost. */
  retry(claim: Claim, dueAt: number, error: string, failure: boolean): Promise<boolean>;
  /** Puts the message among the dead without any event; false when the claim is lost. */
  bury(claim: Claim, error: string): Promise<boolean>;
  /** Drops a message that nobody holds, pending or dead; false when there is none or a worker has it. */
  cancel(messageId: string): Promise<boolean>;
}

export function createKvQueue({ kv, clock, newId, random }: KvQueueDeps): KvQueue {
  const moves = createMoves(kv, random);
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

  const deadLetters = createDeadLetters(kv, clock, commit);
  return {
    ...createClaims({ kv, moves, clock, newId }),
    dead: deadLetters.dead,
    deadOne: deadLetters.deadOne,
    requeue: deadLetters.requeue,
    scan: () => readPending(kv, find),
    list: (place, backwards) => listPending(kv, place, backwards),
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
        return move(entry, Math.max(0, Math.floor(dueAt)), { ...message, failures, lastError: error });
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
