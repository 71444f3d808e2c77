// The bot's side of a conversation: what each kind of update leads to. Answers leave through the queue.
import { Composer } from "grammy";
import type { Update } from "grammy/types";
import type { NewMessage } from "../../domain/shared/queue.ts";
import { BotContext, type BotDeps } from "./bot_context.ts";
import { commands } from "./features/commands.ts";
import { decisions } from "./features/decisions.ts";

export interface Bot {
  /** Obeys an update and gives the messages it leads to. */
  understand(update: Update, correlationId: string): Promise<readonly NewMessage[]>;
}

export function createBot(deps: BotDeps): Bot {
  const features = new Composer<BotContext>(commands(), decisions()).middleware();
  return {
    async understand(update, correlationId) {
      const ctx = new BotContext(update, deps, correlationId);
      await features(ctx, () => Promise.resolve());
      return ctx.outbox;
    },
  };
}
