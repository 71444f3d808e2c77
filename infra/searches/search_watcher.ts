// The watcher of saved searches with its memory in the store and its way to drivers.
import type { Reactions } from "../../domain/processes/mod.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import { retryWhileLocked } from "../locked.ts";
import type { Logger } from "../logger.ts";
import { wait } from "../wait.ts";
import { createFanOut, type FanOutDeps } from "./fan_out.ts";
import { createWatcher, type Watcher, type WatcherDeps } from "./watcher.ts";
import { createWatchMemory } from "./watch_memory.ts";

export interface SearchWatcherDeps extends Pick<WatcherDeps, "source"> {
  readonly kv: Deno.Kv;
  readonly log: FanOutDeps["log"];
  readonly views: FanOutDeps["views"];
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly logger: Logger;
}

export function createSearchWatcher(
  { kv, log, views, reactions, source, clock, newId, random, logger }: SearchWatcherDeps,
): Watcher {
  return createWatcher({
    ...{ source, views, clock, newId, wait, logger },
    memory: createWatchMemory({ kv, retry: (attempt) => retryWhileLocked(attempt, random) }),
    fanOut: createFanOut({ log, views, reactions, clock }),
  });
}
