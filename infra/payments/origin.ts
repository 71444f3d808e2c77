// A queued message as the cause of what is done about it.
import { SYSTEM } from "../../domain/shared/event.ts";
import type { Origin } from "../../domain/shared/origin.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";

export function originOf({ id, correlationId }: QueuedMessage): Origin {
  return { actor: SYSTEM, correlationId, causationId: id };
}
