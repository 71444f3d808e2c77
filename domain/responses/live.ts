// What happens to a driver's responses, as it happens.
import type { EventLog } from "../shared/event_log.ts";
import type { View } from "../shared/projection.ts";
import type { StoredEvent } from "../shared/event.ts";
import { type ResponseEvent, responseEvents } from "./events.ts";
import { foldResponse, type ResponseStatus } from "./view.ts";

export interface ResponseChange {
  readonly position: number;
  readonly responseId: string;
  readonly cargoId: string;
  readonly status: ResponseStatus;
  /** ISO 8601 UTC. */
  readonly at: string;
}

const types = new Set<string>(responseEvents.map((schema) => schema.shape.type.value));

/** Every change of the driver's responses after a position, then those to come until the signal aborts. */
export async function* responseChanges(
  { log, view }: { log: Pick<EventLog, "tail" | "readStream">; view: Pick<View<unknown>, "reached"> },
  driverId: number,
  range: { after: number; signal: AbortSignal },
): AsyncGenerator<ResponseChange> {
  const prefix = `response-${driverId}-`;
  for await (const event of log.tail(range)) {
    if (!event.streamId.startsWith(prefix) || !types.has(event.type)) continue;
    // Whoever hears of a change looks at the view next, and must find it there.
    await view.reached(event.position);
    const history = await log.readStream(event.streamId, { to: event.version });
    const row = (history as StoredEvent<ResponseEvent>[]).reduce<ReturnType<typeof foldResponse>>(
      foldResponse,
      null,
    );
    if (!row) continue;
    const { responseId, cargoId, status } = row;
    yield { position: event.position, responseId, cargoId, status, at: event.meta.at };
  }
}
