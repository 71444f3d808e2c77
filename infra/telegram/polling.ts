// Long polling for development: the same ingest as the webhook, asked for instead of told.
import { type Api, GrammyError } from "grammy";
import type { App } from "../../domain/app.ts";
import type { Logger } from "../logger.ts";
import { wait } from "../wait.ts";
import { grammySignal } from "./grammy_signal.ts";
import { ALLOWED_UPDATES } from "./setup.ts";

const WAIT_SECONDS = 25;
const PAUSE_AFTER_ERROR = 3000;

/**
 * Polls until the signal aborts. An update is acknowledged to Telegram only once it is durable here, or was refused:
 * what can never be kept must not hold up the rest.
 */
export async function pollUpdates(
  { api, app, newId, logger, signal }: {
    api: Api;
    app: App;
    newId: () => string;
    logger: Logger;
    signal: AbortSignal;
  },
): Promise<void> {
  let offset = 0;
  while (!signal.aborted) {
    try {
      const updates = await api.getUpdates({
        offset,
        timeout: WAIT_SECONDS,
        allowed_updates: ALLOWED_UPDATES,
      }, grammySignal(signal));
      for (const update of updates) {
        await app.updates.receive(JSON.stringify(update), newId());
        offset = update.update_id + 1;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof GrammyError && error.error_code === 409) {
        const { description } = error;
        logger.warn("another process polls for this bot, or a webhook is set", { description });
      } else logger.warn("polling for updates failed", { error });
      await wait(PAUSE_AFTER_ERROR, signal);
    }
  }
}
