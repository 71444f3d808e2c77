// What Telegram tells the bot: claimed and kept at once, understood later from the queue.
import type { EventLog } from "../shared/event_log.ts";
import type { Clock, Vault } from "../shared/ports.ts";
import { type TelegramUpdateReceived, updateStream } from "./events.ts";
import { readUpdate } from "./read_update.ts";

export interface Updates {
  /** Whether a webhook call carries our secret (compared in constant time). */
  trusts(secret: string | null): boolean;
  /** Resolves once durable; a repeated update_id changes nothing; what is no update is refused. */
  receive(json: string, correlationId: string): Promise<{ ok: true } | { refused: "not_an_update" }>;
}

/** The job that understands an update; `data.update` is its sealed JSON. */
export const PROCESS_UPDATE = "telegram.update";

export function createUpdates(
  { log, vault, clock, trusts }: {
    log: EventLog;
    vault: Pick<Vault, "seal">;
    clock: Clock;
    trusts: (secret: string | null) => boolean;
  },
): Updates {
  return {
    trusts,
    async receive(json, correlationId) {
      const incoming = readUpdate(json);
      if (!incoming) return { refused: "not_an_update" };
      const { updateId, kind, senderId, chatId } = incoming;
      const now = clock();
      const update = await vault.seal(String(senderId), json);
      const received: TelegramUpdateReceived = {
        type: "TelegramUpdateReceived",
        data: { updateId, kind, driverId: senderId, update },
      };
      await log.append({
        commandId: `telegram-update-${updateId}`,
        streams: [{ streamId: updateStream(now), expectedVersion: "any", events: [received] }],
        meta: { at: new Date(now).toISOString(), actor: { kind: "system" }, correlationId },
        messages: [{
          id: `update-${updateId}`,
          kind: PROCESS_UPDATE,
          lane: `update:${chatId}`,
          data: { update },
        }],
      });
      return { ok: true };
    },
  };
}
