// The dispatchers' buttons: each press is a command with the presser as its actor.
import { Composer, GrammyError, HttpError } from "grammy";
import { toasts } from "../../../texts/bot.ts";
import { refusals } from "../../../texts/ru.ts";
import type { BotContext } from "../bot_context.ts";
import { grammySignal } from "../grammy_signal.ts";
import { parseDecision } from "../keyboards.ts";
import { noteDelivery } from "./note_delivery.ts";

/** A toast is worth this long, milliseconds: the chat's next update waits for it. */
const TOAST_TIMEOUT = 3000;

export function decisions(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.on("callback_query:data", async (ctx) => toast(ctx, await decide(ctx, ctx.callbackQuery.data)));
  return all;
}

/** Obeys a pressed button and says what the presser should read. */
async function decide(ctx: BotContext, data: string): Promise<string> {
  const pressed = parseDecision(data);
  if (!pressed) return toasts.outdated;
  if (String(ctx.chat?.id) !== ctx.dispatchChatId) return toasts.foreign;
  await noteDelivery(ctx, pressed.responseId);
  const outcome = await ctx.app.responses[pressed.decision](pressed.responseId, ctx.origin);
  if ("refused" in outcome) return refusals[outcome.refused];
  return { accept: toasts.accepted, reject: toasts.rejected, complete: toasts.completed }[pressed.decision];
}

/** The decision stands whether or not its toast is seen; the edited message says it too. */
async function toast(ctx: BotContext, text: string): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TOAST_TIMEOUT);
  try {
    await ctx.answerCallbackQuery({ text }, grammySignal(late.signal));
  } catch (error) {
    if (!late.signal.aborted && !(error instanceof GrammyError || error instanceof HttpError)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    ctx.logger.warn("a toast was not shown", { correlationId: ctx.correlationId, error: why });
  } finally {
    clearTimeout(timer);
  }
}
