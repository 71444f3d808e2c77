// A button that was pressed proves that its message arrived, even where the answer to sending it was lost.
import { parseResponseId } from "../../../domain/responses/commands.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import type { BotContext } from "../bot_context.ts";
import { responseDelivered } from "../response_delivered.ts";

/** Notes which message the dispatchers have of a response, unless it is known, so that it can be edited. */
export async function noteDelivery(ctx: BotContext, responseId: string): Promise<void> {
  const ref = parseResponseId(responseId);
  const message = ctx.callbackQuery?.message;
  if (!ref || !message) return;
  const response = await ctx.app.responses.find(responseId);
  if (!response || response.message) return;
  const [chatId, messageId] = [String(message.chat.id), message.message_id];
  await ctx.log.append({
    commandId: `delivered-${responseId}-${chatId}-${messageId}`,
    streams: [responseDelivered(ref, { chatId, messageId })],
    meta: { at: new Date(ctx.clock()).toISOString(), actor: SYSTEM, correlationId: ctx.correlationId },
  });
}
