// The dispatchers' buttons: each press is a command with the presser as its actor.
import { Composer } from "grammy";
import type { ResponseView } from "../../../domain/responses/mod.ts";
import { toasts } from "../../../texts/bot.ts";
import { callToast, tooLateToast } from "../../../texts/bot_dispatch.ts";
import { refusals } from "../../../texts/ru.ts";
import type { BotContext } from "../bot_context.ts";
import { parsePress, type Press } from "../keyboards.ts";
import { toast } from "../toast.ts";
import { noteDelivery } from "./note_delivery.ts";

export function decisions(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.on("callback_query:data", async (ctx) => {
    const pressed = parsePress(ctx.callbackQuery.data);
    if (!pressed) return await toast(ctx, toasts.outdated);
    if (!ctx.isFromDispatchers) return await toast(ctx, toasts.foreign);
    const { press, responseId } = pressed;
    await noteDelivery(ctx, responseId);
    if (press === "call") return await toast(ctx, await look(ctx, responseId), { mustBeClosed: true });
    await toast(ctx, await decide(ctx, press, responseId));
  });
  return all;
}

/** Who wants to call the driver has seen the response. */
async function look({ app, origin }: BotContext, responseId: string): Promise<string> {
  const seen = await app.responses.see(responseId, origin);
  return "refused" in seen ? refusals[seen.refused] : callToast(seen.name, seen.phone);
}

/** Obeys and says what the presser should read. */
async function decide(
  { app, origin }: BotContext,
  press: Exclude<Press, "call">,
  responseId: string,
): Promise<string> {
  const outcome = await app.responses[press](responseId, origin);
  if ("refused" in outcome) {
    const response = await app.responses.find(responseId);
    // Nobody was faster: the button is for something else.
    const isEarly = outcome.refused === "response_not_accepted" || outcome.refused === "response_not_found";
    return response && !isEarly ? tooLate(response) : refusals[outcome.refused];
  }
  const { timeline } = outcome;
  const status = ({ accept: "accepted", reject: "rejected", complete: "completed" } as const)[press];
  const isOurs = timeline.findLast((step) => step.status === status)?.actor?.id === origin.actor.id;
  return isOurs ? toasts[status] : tooLate(outcome);
}

function tooLate({ status, timeline }: ResponseView): string {
  const { at, actor } = timeline.at(-1)!;
  return tooLateToast(status, { at, who: actor?.name });
}
