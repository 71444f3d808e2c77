// Reads a log to its end, then waits for more, over and over: nothing lost, nothing repeated.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import type { Listenable } from "../bell.ts";

/** How soon the commits of another process are noticed, in milliseconds. */
export const POLL_MS = 1_000;

/** Events after the position (exclusive) until the signal aborts. */
export async function* follow(
  log: Pick<EventLog, "readAll"> & Listenable,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<StoredEvent> {
  if (signal.aborted) return;
  const listener = log.listen();
  const close = () => listener.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    let position = after;
    while (!signal.aborted) {
      for await (const event of log.readAll({ after: position })) {
        if (signal.aborted) return;
        position = event.position;
        yield event;
      }
      if (!signal.aborted) await listener.heard(POLL_MS);
    }
  } finally {
    signal.removeEventListener("abort", close);
    listener.close();
  }
}
