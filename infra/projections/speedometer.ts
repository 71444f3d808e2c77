// How fast a rebuild is, on the whole.
import type { Clock } from "../../domain/shared/ports.ts";

/** Events per second since this call, given where it began and where it is; 0 as long as no time has passed. */
export function speedometer(clock: Clock, position: number, now: () => number): () => number {
  const begun = clock();
  return () => {
    const seconds = (clock() - begun) / 1000;
    return seconds > 0 ? Math.max(0, Math.round((now() - position) / seconds)) : 0;
  };
}
