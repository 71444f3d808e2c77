// One follower of the log for any number of live readers: the newest events are kept in memory, so a thousand open
// phones cost the store no more than one. A reader that is further behind catches up from the log first.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import { RecentEvents } from "./recent_events.ts";

/** Events kept in memory for readers that are a little behind. */
const KEPT = 2_000;

export interface SharedTail {
  tail: EventLog["tail"];
  /** Ends every reader, and those that come later at once; resolves when the log is not read any more. */
  stop(): Promise<void>;
}

/** `broken` is told when following fails; readers are let go then and come back by themselves. */
export function createSharedTail(
  log: Pick<EventLog, "head" | "readAll" | "tail">,
  broken: (error: unknown) => void,
): SharedTail {
  let running = new AbortController();
  let stopped = false;
  /** Everything after its newest will come by. */
  const recent = new RecentEvents(KEPT);
  let started: Promise<void> | undefined;
  let following: Promise<void> = Promise.resolve();
  const waiting = new Set<() => void>();

  /** Ends every reader; the next one starts anew. */
  function letGo(): void {
    running.abort();
    running = new AbortController();
    recent.beginAt(null);
    started = undefined;
  }

  async function start(): Promise<void> {
    const from = await startPosition();
    recent.beginAt(from);
    following = follow(from, running.signal).catch((error) => {
      broken(error);
      letGo();
    });
  }

  /** An outage now must not keep later readers out. */
  async function startPosition(): Promise<number> {
    try {
      return (await log.head()).position;
    } catch (error) {
      broken(error);
      letGo();
      throw error;
    }
  }

  async function follow(from: number, signal: AbortSignal): Promise<void> {
    for await (const event of log.tail({ after: from, signal })) {
      recent.add(event);
      for (const wake of waiting) wake();
    }
  }

  function next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener("abort", wake, { once: true });
      if (signal.aborted) wake();
    });
  }

  async function* tail(range: { after: number; signal: AbortSignal }): AsyncGenerator<StoredEvent> {
    if (!stopped) await (started ??= start());
    if (stopped) return;
    const signal = AbortSignal.any([range.signal, running.signal]);
    let position = range.after;
    while (!signal.aborted) {
      const events = recent.after(position);
      for await (const event of events ?? log.readAll({ after: position })) {
        if (signal.aborted) return;
        position = event.position;
        yield event;
      }
      if (events?.length === 0 && recent.after(position)?.length === 0) await next(signal);
    }
  }

  return {
    tail,
    async stop() {
      // A page that comes back while the process ends would keep it from ending.
      stopped = true;
      await started?.catch(() => {});
      letGo();
      await following;
    },
  };
}
