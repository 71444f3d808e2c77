// What happens to a driver's responses, as it happens.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { View } from "../shared/projection.ts";
import type { ResponseStatus } from "./timeline.ts";
import { type ResponseRow, responses } from "./view.ts";

export interface ResponseChange {
  readonly responseId: string;
  readonly cargoId: string;
  readonly status: ResponseStatus;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What an event changes of the driver's responses; null when it is about anything else. */
export async function responseChange(
  { log, view }: { log: Pick<EventLog, "readStream">; view: Pick<View<unknown>, "reached"> },
  driverId: number,
  event: StoredEvent,
): Promise<ResponseChange | null> {
  if (responses.keys(event)[0]?.[0] !== driverId) return null;
  // Whoever hears of a change looks at the view next, and must find it there.
  await view.reached(event.position);
  const history = await log.readStream(event.streamId, { to: event.version });
  const row = history.reduce<ResponseRow | null>((row, one) => responses.fold(row, one, []), null);
  if (!row) return null;
  const { responseId, cargoId, status } = row;
  return { responseId, cargoId, status, at: event.meta.at };
}
