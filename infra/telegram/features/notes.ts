// A reply to a response in the dispatchers' chat is a note to its driver.
import { Composer } from "grammy";
import { NoteText } from "../../../domain/responses/commands.ts";
import type { BotContext } from "../bot_context.ts";

export function notes(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.on("message", async (ctx, next) => {
    const answered = ctx.message.reply_to_message;
    if (!ctx.isFromDispatchers || !answered) return await next();
    const response = await ctx.app.responses.shownIn(String(ctx.chat.id), answered.message_id);
    // Dispatchers may answer each other, and the bot, on other matters.
    if (!response) return;
    const { message_id } = ctx.message;
    const text = NoteText.safeParse(ctx.message.text ?? ctx.message.caption ?? "");
    if (!text.success) return ctx.answerDispatcher("note_too_long", message_id);
    if (text.data === "") return ctx.answerDispatcher("note_empty", message_id);
    const note = { noteId: `${ctx.chat.id}.${message_id}`, text: text.data };
    const outcome = await ctx.app.responses.note(response.responseId, note, ctx.origin);
    if ("refused" in outcome) return ctx.answerDispatcher("note_forgotten", message_id);
    const isLost = await ctx.app.reachability.isLost(response.driverId);
    ctx.answerDispatcher(isLost ? "note_unreachable" : "note_passed", message_id);
  });
  return all;
}
