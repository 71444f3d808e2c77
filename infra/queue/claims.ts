// Taking due messages for a while, many in one write where nobody else is after them.
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Claim } from "../../domain/shared/queue.ts";
import type { Entry } from "./entry.ts";
import { publicMessage } from "./message_record.ts";
import type { Moves } from "./moves.ts";

/** A message has up to 60 KB, one write 800 KiB. */
const CLAIMS_PER_WRITE = 12;

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
  /** Takes a due message for `leaseMs`; null when somebody else was faster. */
  claim(entry: Entry, leaseMs: number): Promise<Held | null>;
  /** As `claim` for each, all in one write when nobody else was faster with any of them. */
  claimAll(wanted: readonly Wanted[]): Promise<(Held | null)[]>;
}

export function createClaims(
  { kv, moves, clock, newId }: {
    readonly kv: Deno.Kv;
    readonly moves: Moves;
    readonly clock: Clock;
    readonly newId: NewId;
  },
): Claims {
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
      moves.move(entry, now + leaseMs, message, atomic);
      held.push({ message: publicMessage(message), token, failures, startedBefore });
    }
    return await moves.commit(atomic) ? held : null;
  }

  return {
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
  };
}
