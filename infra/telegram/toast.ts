// The short note over the chat that answers a pressed button.
import { GrammyError, HttpError } from "grammy";
import type { BotContext } from "./bot_context.ts";
import { grammySignal } from "./grammy_signal.ts";

/** A toast is worth this long, milliseconds: the chat's next update waits for it. */
const TOAST_TIMEOUT = 3000;

/** What was done stands whether or not its toast is seen. `mustBeClosed`: it stays until the person has read it. */
export async function toast(
  ctx: BotContext,
  text: string,
  { mustBeClosed = false }: { mustBeClosed?: boolean } = {},
): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TOAST_TIMEOUT);
  try {
    await ctx.answerCallbackQuery({ text, show_alert: mustBeClosed }, grammySignal(late.signal));
  } catch (error) {
    if (!late.signal.aborted && !(error instanceof GrammyError || error instanceof HttpError)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    ctx.logger.warn("a toast was not shown", { correlationId: ctx.correlationId, error: why });
  } finally {
    clearTimeout(timer);
  }
}
