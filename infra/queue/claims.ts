// Taking due messages for a while, many in one write where nobody else is after them.
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Claim } from "../../domain/shared/queue.ts";
import { readyAt } from "./board.ts";
import type { Entry } from "./entry.ts";
import { publicMessage } from "./message_record.ts";
import type { Moves } from "./moves.ts";

/** A message has up to 60 KB, one write 800 KiB. */
export const CLAIMS_PER_WRITE = 12;

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

export interface Claims {
  /**
   * Takes messages that are due, at most CLAIMS_PER_WRITE, each for its `leaseMs`: all in one write or, when somebody else
   * was faster with one of them, none (null).
   */
  claimAll(wanted: readonly Wanted[]): Promise<Held[] | null>;
}

export function createClaims(
  { kv, moves, clock, newId }: {
    readonly kv: Deno.Kv;
    readonly moves: Moves;
    readonly clock: Clock;
    readonly newId: NewId;
  },
): Claims {
  return {
    async claimAll(wanted) {
      const now = clock();
      const atomic = kv.atomic();
      const held: Held[] = [];
      for (const { entry, leaseMs } of wanted) {
        if (readyAt(entry) > now) return null;
        const token = newId();
        // A message whose worker died after it had started stays marked: it must not be started again unasked.
        const { claim: died, failures: before = 0, attempt } = entry.message;
        const startedBefore = died?.started ?? false;
        const failures = before + (died === undefined ? 0 : 1);
        const claim = { token, started: startedBefore };
        const message = { ...entry.message, attempt: attempt + 1, failures, claim };
        moves.move(entry, now + leaseMs, message, atomic);
        held.push({ message: publicMessage(message), token, failures, startedBefore });
      }
      return await moves.commit(atomic) ? held : null;
    },
  };
}
