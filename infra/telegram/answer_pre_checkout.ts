// Our word on a payment Telegram is about to take. Said at once, twice if need be: ten seconds later it is worth nothing.
import { type Api, GrammyError, HttpError } from "grammy";
import type { AnswerPreCheckout } from "../../domain/updates/ports.ts";
import { refusals } from "../../texts/ru.ts";
import type { Logger } from "../logger.ts";
import { grammySignal } from "./grammy_signal.ts";

/** For each of two tries, milliseconds: together well within Telegram's ten seconds. */
const PATIENCE = 4000;

export function createPreCheckoutAnswers(
  { api, logger }: { api: Api; logger: Logger },
): AnswerPreCheckout {
  async function say(...[queryId, verdict]: Parameters<AnswerPreCheckout>): Promise<"said" | "again"> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), PATIENCE);
    try {
      const signal = grammySignal(late.signal);
      if ("ok" in verdict) await api.answerPreCheckoutQuery(queryId, true, {}, signal);
      else {
        await api.answerPreCheckoutQuery(
          queryId,
          false,
          { error_message: refusals[verdict.refused] },
          signal,
        );
      }
      return "said";
    } catch (error) {
      const isExpected = late.signal.aborted || error instanceof HttpError || error instanceof GrammyError;
      if (!isExpected) throw error;
      const why = error instanceof Error ? error.message : String(error);
      logger.warn("a question before a payment was not answered", { queryId, error: why });
      // What Telegram refuses once, an old question say, it refuses again.
      return error instanceof GrammyError && error.error_code < 500 ? "said" : "again";
    } finally {
      clearTimeout(timer);
    }
  }
  return async (queryId, verdict) => {
    if (await say(queryId, verdict) === "again") await say(queryId, verdict);
  };
}
