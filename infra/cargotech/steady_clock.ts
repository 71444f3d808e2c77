// A clock for pauses and limits: when the machine's clock is put back, time goes on from where it was.
import type { Clock } from "../../domain/shared/ports.ts";

/** UTC milliseconds that never go back, and are ahead of `clock` by as much as it was put back meanwhile. */
export function steadyClock(clock: Clock): Clock {
  let last = -Infinity;
  let ahead = 0;
  return () => {
    const now = clock() + ahead;
    if (now < last) ahead += last - now;
    return last = Math.max(last, now);
  };
}
