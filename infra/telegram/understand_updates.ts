// The queue's handler of updates: opens what ingest kept and lets the bot understand it.
import type { Update } from "grammy/types";
import type { Vault } from "../../domain/shared/ports.ts";
import { PROCESS_UPDATE } from "../../domain/updates/mod.ts";
import type { Handler } from "../queue/handler.ts";
import type { Bot } from "./bot.ts";

export function createUpdateHandler({ bot, vault }: { bot: Bot; vault: Pick<Vault, "open"> }): Handler {
  return {
    kind: PROCESS_UPDATE,
    leaseMs: 15_000,
    maxAttempts: 8,
    lostClaim: "retry",
    async run({ data, correlationId }) {
      const json = await vault.open(String(data["update"]));
      if (json === null) return { done: {} };
      const { outbox, facts } = await bot.understand(JSON.parse(json) as Update, correlationId);
      return { done: { messages: outbox, streams: facts } };
    },
  };
}
