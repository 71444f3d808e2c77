// A button that was pressed proves that its message arrived, even where the answer to sending it was lost.
import { parseResponseId } from "../../../domain/responses/commands.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import type { BotContext } from "../bot_context.ts";
import { responseDelivered } from "../response_delivered.ts";

const MOST_UNKNOWN = 1_000;

/** Notes which message the dispatchers have of a response, unless it is known, so that it can be edited. */
export async function noteDelivery(ctx: BotContext, responseId: string): Promise<void> {
  const ref = parseResponseId(responseId);
  const message = ctx.callbackQuery?.message;
  if (!ref || !message) return;
  const [chatId, messageId] = [String(message.chat.id), message.message_id];
  await noteArrival(ctx, responseId, messageId);
  const response = await ctx.app.responses.find(responseId);
  if (!response || response.message) return;
  const delivered = responseDelivered(ref, { chatId, messageId });
  await ctx.deps.log.append({
    commandId: `delivered-${responseId}-${chatId}-${messageId}`,
    streams: [delivered],
    messages: delivered.events.flatMap(ctx.deps.reactions),
    meta: { at: new Date(ctx.clock()).toISOString(), actor: SYSTEM, correlationId: ctx.correlationId },
  });
}

/** Takes the message off the list of those nobody knows about. */
async function noteArrival(ctx: BotContext, responseId: string, messageId: number): Promise<void> {
  const { outbox } = ctx.app;
  const first = `dispatcher_new_response:${responseId}`;
  const origin = { actor: SYSTEM, correlationId: ctx.correlationId };
  const { data } = await outbox.list({ status: "unknown", limit: MOST_UNKNOWN });
  for (const { id } of data) {
    if (id === first || id.startsWith(`${first}:`)) await outbox.arrived(id, messageId, origin);
  }
}
