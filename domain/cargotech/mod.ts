// Our connection to CargoTech as the console shows it, and the one thing that can be done about it by hand.
import type { EventLog } from "../shared/event_log.ts";
import type { Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import { type CacheCleared, CARGOTECH_STREAM } from "./events.ts";
import { type CacheName, CACHES, type CargoTechConsole, type CargoTechStatus } from "./ports.ts";

export type { CargoTechCache } from "./ports.ts";

export interface CargoTechAccount {
  /** Token, breaker, rate budget and caches as they are now. */
  status(): CargoTechStatus;
  /** Forgets what a cache holds, so that drivers see what CargoTech says now; audited. */
  clearCache(
    name: string,
    origin: Origin,
  ): Promise<{ readonly answers: number } | { readonly refused: "not_found" }>;
}

export function createCargoTechAccount(
  { connection, log, clock }: { connection: CargoTechConsole; log: Pick<EventLog, "append">; clock: Clock },
): CargoTechAccount {
  return {
    status: () => connection.status(),
    async clearCache(name, { actor, correlationId }) {
      if (!isCache(name)) return { refused: "not_found" };
      const answers = await connection.clearCache(name);
      const cleared: CacheCleared = { type: "CacheCleared", data: { cache: name, answers } };
      await log.append({
        streams: [{ streamId: CARGOTECH_STREAM, expectedVersion: "any", events: [cleared] }],
        meta: { at: new Date(clock()).toISOString(), actor, correlationId },
      });
      return { answers };
    },
  };
}

function isCache(name: string): name is CacheName {
  return CACHES.some((known) => known === name);
}
