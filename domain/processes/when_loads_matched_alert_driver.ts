// When new loads match a saved search, its driver hears of them: few loads one by one, many as one message, those of the
// night in the morning.
import { messageTo } from "../messages/kinds.ts";
import type { LoadsMatched } from "../searches/events.ts";
import { isDigest } from "../searches/load_alerts.ts";
import type { NewMessage } from "../shared/queue.ts";

export function whenLoadsMatchedAlertDriver({ data }: LoadsMatched): NewMessage[] {
  const { driverId, searchId, number, cargos, since, quietUntil } = data;
  const chatId = String(driverId);
  if (quietUntil !== undefined) {
    // The first match of a night queues the message; the later ones are in it.
    const morning = messageTo(chatId, "driver_morning_loads", `${driverId}:${quietUntil}`, { quietUntil });
    return [{ ...morning, dueAt: Date.parse(quietUntil) }];
  }
  const about = { searchId, number, since };
  const id = `${searchId}:${number}`;
  if (isDigest(data)) return [messageTo(chatId, "driver_loads_digest", id, about)];
  return cargos.map((cargo) =>
    messageTo(chatId, "driver_load_matched", `${id}:${cargo.id}`, { ...about, cargoId: cargo.id })
  );
}
