// The time everything of the product goes by: a machine's clock that is put back must neither hold up what is due nor
// stamp a fact before its cause.
import type { Clock } from "../domain/shared/ports.ts";

/**
 * UTC milliseconds that never go back. After `clock` was put back they go on at half its speed, as adjtime(3) slows a
 * clock down, until it has caught up.
 */
export function steadyClock(clock: Clock): Clock {
  let heard = clock();
  let last = heard;
  return () => {
    const now = clock();
    const passed = Math.max(0, now - heard);
    heard = now;
    last = Math.max(now, last + passed / 2);
    return Math.floor(last);
  };
}
