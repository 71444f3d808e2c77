// Bounds how many calls to providers are under way, so that one that hangs does not hold up messages to drivers.
import type { Clock } from "../../domain/shared/ports.ts";
import { LruMap } from "../lru_map.ts";
import type { Handler } from "../queue/handler.ts";

/** How soon to look for a free seat again, milliseconds: later each time, or a crowd would do nothing but look. */
const LOOK_AGAIN = { first: 250, longest: 4_000 };
/** Messages whose waits are remembered. */
const REMEMBERED = 10_000;

/**
 * Handlers that share `count` seats: a message that finds none free waits in the queue, not in the worker. A wait is no
 * attempt: handlers count those, and ask less often the more they have made.
 */
export function createSeats(count: number, clock: Clock): (handler: Handler) => Handler {
  let free = count;
  const waits = new LruMap<string, number>(REMEMBERED);
  return (handler) => ({
    ...handler,
    async run(message, context) {
      const waited = waits.get(message.id) ?? 0;
      if (free === 0) {
        waits.set(message.id, waited + 1);
        const pause = Math.min(LOOK_AGAIN.longest, LOOK_AGAIN.first * 2 ** waited);
        return { retryAt: clock() + pause, error: "Waits for other calls to providers" };
      }
      free--;
      try {
        return await handler.run({ ...message, attempt: Math.max(1, message.attempt - waited) }, context);
      } finally {
        free++;
      }
    },
  });
}
