// Work nobody waits for: refreshes and writes behind an answer already given. Its failures are logged, and a stop
// waits for it.
import type { Logger } from "../logger.ts";

export interface Background {
  run(what: string, work: Promise<unknown>): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createBackground(logger: Logger): Background {
  const underWay = new Set<Promise<unknown>>();
  return {
    run(what, work) {
      const watched = work
        .catch((error: unknown) => logger.warn(`Cannot ${what}`, { error }))
        .finally(() => underWay.delete(watched));
      underWay.add(watched);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
