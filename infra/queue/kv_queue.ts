// The queue as keys: when a message may next be taken is in its key, as its due time or as the end of a worker's lease.
// Every move is one atomic write checked against the one before, so two workers never both hold a message.
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Claim } from "../../domain/shared/queue.ts";
import { deadKey, outKey, pendingKey } from "../eventlog/keys.ts";
import { retryWhileLocked } from "../locked.ts";
import { createDeadLetters, type DeadLetters } from "./dead_letters.ts";
import { type Entry, toEntry } from "./entry.ts";
import {
  bury,
  decodePending,
  encodeDead,
  encodeMessage,
  encodePending,
  type MessageRecord,
  publicMessage,
} from "./message_record.ts";
import { readPending } from "./read_pending.ts";

/** A message has up to 60 KB, one write 800 KiB. */
const CLAIMS_PER_WRITE = 12;

export interface KvQueueDeps {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
}

/** A message taken, with what happened to it before. */
export interface Held extends Claim {
  /** Earlier attempts that threw or died. */
  readonly failures: number;
  /** An earlier worker died after `start`: it may have been done. */
  readonly startedBefore: boolean;
}

export interface Wanted {
  readonly entry: Entry;
  readonly leaseMs: number;
}

export interface KvQueue extends Pick<DeadLetters, "dead" | "requeue"> {
  /** Every message that is pending throughout the reading, soonest due first. */
  scan(): Promise<Entry[]>;
  /** Takes a due message for `leaseMs`; null when somebody else was faster. */
  claim(entry: Entry, leaseMs: number): Promise<Held | null>;
  /** As `claim` for each, all in one write when nobody else was faster with any of them. */
  claimAll(wanted: readonly Wanted[]): Promise<(Held | null)[]>;
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
  const commit = async (atomic: Deno.AtomicOperation) =>
    (await retryWhileLocked(() => atomic.commit(), random)).ok;

  /** Where the message is now; read again when it moved between the two reads. */
  async function find(messageId: string): Promise<Entry | null> {
    for (;;) {
      const pending = await kv.get<Uint8Array>(pendingKey(messageId));
      if (pending.value === null) return null;
      const { due } = decodePending(pending.value);
      const entry = await kv.get<Uint8Array>(outKey(due, messageId));
      if (entry.value !== null && entry.versionstamp === pending.versionstamp) {
        return toEntry(due, entry.versionstamp, entry.value);
      }
    }
  }

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

  function move(
    entry: Entry,
    due: number,
    message: MessageRecord,
    atomic: Deno.AtomicOperation = kv.atomic(),
  ): Deno.AtomicOperation {
    const { id } = message;
    const token = message.claim?.token;
    atomic.check({ key: pendingKey(id), versionstamp: entry.versionstamp });
    if (due !== entry.due) atomic.delete(outKey(entry.due, id));
    return atomic
      .set(outKey(due, id), encodeMessage({ ...message, order: entry.order }))
      .set(pendingKey(id), encodePending({ v: 1, due, ...(token !== undefined && { token }) }));
  }

  function remove(entry: Entry): Deno.AtomicOperation {
    const { id } = entry.message;
    return kv.atomic().check({ key: pendingKey(id), versionstamp: entry.versionstamp })
      .delete(outKey(entry.due, id)).delete(pendingKey(id));
  }

  /** Takes all of them or, when one is not to be had, none. */
  async function claimTogether(wanted: readonly Wanted[]): Promise<Held[] | null> {
    const now = clock();
    const atomic = kv.atomic();
    const held: Held[] = [];
    for (const { entry, leaseMs } of wanted) {
      if (entry.due > now) return null;
      const token = newId();
      // A message whose worker died after it had started stays marked: it must not be started again unasked.
      const { claim: died, failures: before = 0, attempt } = entry.message;
      const startedBefore = died?.started ?? false;
      const failures = before + (died === undefined ? 0 : 1);
      const claim = { token, started: startedBefore };
      const message = { ...entry.message, attempt: attempt + 1, failures, claim };
      move(entry, now + leaseMs, message, atomic);
      held.push({ message: publicMessage(message), token, failures, startedBefore });
    }
    return await commit(atomic) ? held : null;
  }

  const deadLetters = createDeadLetters(kv, clock, commit);
  return {
    dead: deadLetters.dead,
    requeue: deadLetters.requeue,
    scan: () => readPending(kv, find),
    claim: async (entry, leaseMs) => (await claimTogether([{ entry, leaseMs }]))?.[0] ?? null,
    async claimAll(wanted) {
      const held: (Held | null)[] = [];
      for (let from = 0; from < wanted.length; from += CLAIMS_PER_WRITE) {
        const some = wanted.slice(from, from + CLAIMS_PER_WRITE);
        const together = await claimTogether(some);
        if (together !== null) held.push(...together);
        else for (const one of some) held.push((await claimTogether([one]))?.[0] ?? null);
      }
      return held;
    },
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
