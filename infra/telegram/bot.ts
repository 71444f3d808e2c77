// The bot's side of a conversation: what each kind of update leads to. Answers leave through the queue.
import { Composer } from "grammy";
import type { Update } from "grammy/types";
import { BotContext, type BotDeps } from "./bot_context.ts";
import { commands } from "./features/commands.ts";
import { contacts } from "./features/contacts.ts";
import { decisions } from "./features/decisions.ts";
import { loadPresses } from "./features/load_presses.ts";
import { membership } from "./features/membership.ts";
import { notes } from "./features/notes.ts";
import { payments } from "./features/payments.ts";
import { renewals } from "./features/renewals.ts";
import { support } from "./features/support.ts";

export interface Bot {
  /** Obeys an update and gives what it leads to, to be committed with its end. */
  understand(update: Update, correlationId: string): Promise<Pick<BotContext, "outbox" | "facts">>;
}

export function createBot(deps: BotDeps): Bot {
  // The first that takes an update keeps it; what nobody takes is for the people of support.
  const features = new Composer<BotContext>(
    membership(),
    commands(),
    contacts(),
    payments(),
    renewals(),
    support(),
    notes(),
    loadPresses(),
    decisions(),
  ).middleware();
  return {
    async understand(update, correlationId) {
      const ctx = new BotContext(update, deps, correlationId);
      await features(ctx, () => Promise.resolve());
      return ctx;
    },
  };
}
