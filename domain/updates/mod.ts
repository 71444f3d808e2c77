// What Telegram tells the bot: claimed and kept at once, understood later from the queue.
import { DamagedKey } from "../shared/damaged_key.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Clock, Vault } from "../shared/ports.ts";
import { type TelegramUpdateReceived, updateStream } from "./events.ts";
import type { AnswerPreCheckout, DecidePreCheckout } from "./ports.ts";
import { pruneUpdate } from "./prune_update.ts";
import { readPreCheckout } from "./read_pre_checkout.ts";
import { type IncomingUpdate, readUpdate } from "./read_update.ts";

export interface Updates {
  /** Whether a webhook call carries our secret (compared in constant time). */
  trusts(secret: string | null): boolean;
  /**
   * Resolves once durable; a repeated update_id changes nothing; what is no update is refused. Of an update too large
   * to be kept, or of somebody whose key is damaged, only the fact remains, and nobody understands it: it would hold up
   * all that come after it. A question before a payment is answered here and
   * now, for Telegram waits ten seconds for it: nothing of it is left for the queue.
   */
  receive(json: string, correlationId: string): Promise<{ ok: true } | { refused: "not_an_update" }>;
}

/** Told of what is not kept: no update at all, or one without its content. */
export type OnNotKept = (
  why: "not_an_update" | "too_large" | "key_damaged",
  about: { readonly bytes: number; readonly updateId?: number; readonly kind?: string },
) => void;

/** The job that understands an update; `data.update` is its sealed JSON. */
export const PROCESS_UPDATE = "telegram.update";

/** Characters of a sealed update: with its envelope it has to fit into one event. A long message takes half of it. */
const MAX_SEALED = 36_000;

export function createUpdates(
  { log, vault, clock, trusts, onNotKept, decidePreCheckout, answerPreCheckout }: {
    log: EventLog;
    vault: Pick<Vault, "seal">;
    clock: Clock;
    trusts: (secret: string | null) => boolean;
    onNotKept: OnNotKept;
    decidePreCheckout: DecidePreCheckout;
    answerPreCheckout: AnswerPreCheckout;
  },
): Updates {
  async function sealedOf(
    json: string,
    { updateId, kind, senderId }: IncomingUpdate,
  ): Promise<string | null> {
    const about = { bytes: json.length, updateId, kind };
    try {
      const sealed = await vault.seal(String(senderId), pruneUpdate(json));
      if (sealed.length <= MAX_SEALED) return sealed;
      onNotKept("too_large", about);
    } catch (error) {
      if (!(error instanceof DamagedKey && error.altered)) throw error;
      onNotKept("key_damaged", about);
    }
    return null;
  }

  return {
    trusts,
    async receive(json, correlationId) {
      const incoming = readUpdate(json);
      if (!incoming) {
        onNotKept("not_an_update", { bytes: json.length });
        return { refused: "not_an_update" };
      }
      const { updateId, kind, senderId, chatId } = incoming;
      const now = clock();
      const question = kind === "pre_checkout_query" ? readPreCheckout(json) : null;
      const update = await sealedOf(json, incoming);
      const received: TelegramUpdateReceived = {
        type: "TelegramUpdateReceived",
        data: { updateId, kind, driverId: senderId, update },
      };
      const job = {
        id: `update-${updateId}`,
        kind: PROCESS_UPDATE,
        lane: `update:${chatId}`,
        data: { update },
      };
      await log.append({
        commandId: `telegram-update-${updateId}`,
        streams: [{ streamId: updateStream(now), expectedVersion: "any", events: [received] }],
        meta: { at: new Date(now).toISOString(), actor: { kind: "system" }, correlationId },
        messages: update === null || question ? [] : [job],
      });
      if (question) await answerPreCheckout(question.queryId, await decidePreCheckout(question));
      return { ok: true };
    },
  };
}
