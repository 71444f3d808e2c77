// The spent part of the rate budget as it is stored, and what it means to the process that reads it.
import { z } from "zod";

/** The budget as it is now. */
export interface Spent {
  /** When finished calls ended, UTC milliseconds. */
  readonly ended: readonly number[];
  readonly inFlight: number;
  /** How many calls were let through since the process began. */
  readonly granted: number;
  readonly pausedUntil: number;
  readonly perSecond: number;
}

/** What counts as spent after a restart. */
export interface SpentBefore {
  readonly calls: readonly { readonly at: number; readonly count: number }[];
  readonly pausedUntil: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** So long after it was read, a record speaks for as many more calls as one second may hold. */
export const SPEAKS_FOR = 3 * SECOND;

/** This shape is stored: change it only by adding. */
export const Kept = z.object({
  at: z.number(),
  /** Calls by the second they ended in. */
  seconds: z.array(z.tuple([z.number(), z.number()])),
  inFlight: z.number(),
  pausedUntil: z.number(),
  perSecond: z.number(),
  /** It speaks for no further calls: nothing was spent for a second, or the process ended in order. */
  whole: z.boolean(),
});
type Kept = z.infer<typeof Kept>;

/** The record of a budget at a moment, UTC milliseconds; `whole` as in `Kept`. */
export function kept(spent: Spent, at: number, whole: boolean): Kept {
  const { ended, inFlight, pausedUntil, perSecond } = spent;
  const seconds = new Map<number, number>();
  for (const moment of ended) {
    const second = Math.floor(moment / SECOND);
    if (moment >= at - MINUTE) seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return { at, seconds: [...seconds], inFlight, pausedUntil, perSecond, whole };
}

/** Never less than was spent: a crash may have come after all the calls that the record spoke for. */
export function counted(
  { at, seconds, inFlight, pausedUntil, perSecond, whole }: Kept,
  now: number,
): SpentBefore {
  return {
    calls: [
      ...seconds.map(([second, count]) => ({ at: (second + 1) * SECOND, count })),
      { at: now, count: inFlight },
      ...(whole ? [] : [{ at: at + SPEAKS_FOR, count: perSecond }]),
    ],
    pausedUntil,
  };
}
