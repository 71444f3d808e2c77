// Bounds how many calls to providers are under way, so that one that hangs does not hold up messages to drivers.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Handler } from "../queue/handler.ts";

/** How soon to look for a free seat again, milliseconds. */
const LOOK_AGAIN = 250;

/** Handlers that share `count` seats: a message that finds none free waits in the queue, not in the worker. */
export function createSeats(count: number, clock: Clock): (handler: Handler) => Handler {
  let free = count;
  return (handler) => ({
    ...handler,
    async run(message, context) {
      if (free === 0) return { retryAt: clock() + LOOK_AGAIN, error: "Waits for other calls to providers" };
      free--;
      try {
        return await handler.run(message, context);
      } finally {
        free++;
      }
    },
  });
}
