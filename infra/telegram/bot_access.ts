// Whether Telegram knows our bot token. While it does not, nothing is sent: the operators hear of it at once, and
// messages wait instead of being tried in vain.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";

export interface BotAccess {
  /** UTC milliseconds before which nothing is to be sent; 0 when everything may. */
  closedUntil(): number;
  /** Telegram did not know the token; answers when to try again, UTC milliseconds. */
  refused(error: string): number;
  /** Telegram knew it. */
  accepted(): void;
}

/** How often a token that was refused is tried again, milliseconds: the operators may have mended it at Telegram's end. */
const PAUSE = 60_000;

export function createBotAccess({ clock, alarm }: {
  clock: Clock;
  alarm: Alerts["alarm"];
}): BotAccess {
  let until = 0;
  let told = false;
  return {
    closedUntil: () => until > clock() ? until : 0,
    refused(error) {
      until = clock() + PAUSE;
      if (!told) alarm("Telegram does not know the bot: correct TELEGRAM_BOT_TOKEN", { error });
      told = true;
      return until;
    },
    accepted() {
      until = 0;
      told = false;
    },
  };
}
