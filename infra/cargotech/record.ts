// Facts about our account at CargoTech, appended to their stream.
import { CARGOTECH_STREAM } from "../../domain/cargotech/events.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { RecordEvent } from "./ports.ts";

export function recordCargoTech(
  { log, clock, newId }: { log: Pick<EventLog, "append">; clock: Clock; newId: NewId },
): RecordEvent {
  return async (event) => {
    await log.append({
      streams: [{ streamId: CARGOTECH_STREAM, expectedVersion: "any", events: [event] }],
      meta: { at: new Date(clock()).toISOString(), actor: SYSTEM, correlationId: newId() },
    });
  };
}
