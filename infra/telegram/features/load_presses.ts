// The buttons under a new load: one tap answers it with the phone the driver has left before, another hides it.
import { Composer } from "grammy";
import { messageTo } from "../../../domain/messages/kinds.ts";
import { RespondForm } from "../../../domain/responses/commands.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import { alertToasts } from "../../../texts/alerts.ts";
import { refusals } from "../../../texts/ru.ts";
import type { BotContext } from "../bot_context.ts";
import { parseLoadPress } from "../load_buttons.ts";
import { toast } from "../toast.ts";

export function loadPresses(): Composer<BotContext> {
  const all = new Composer<BotContext>();
  all.chatType("private").on("callback_query:data", async (ctx, next) => {
    const pressed = parseLoadPress(ctx.callbackQuery.data);
    if (!pressed) return await next();
    const { press, cargoId } = pressed;
    await toast(ctx, await { respond, hide }[press](ctx, ctx.from.id, cargoId));
  });
  return all;
}

/** Obeys and says what the presser should read. */
async function respond(ctx: BotContext, driverId: number, cargoId: string): Promise<string> {
  const driver = await ctx.app.drivers.find(driverId);
  const { phone = "", name = "" } = driver?.contact ?? {};
  const form = RespondForm.safeParse({
    phone,
    name: name || driver?.firstName,
    ...(driver?.comment && { comment: driver.comment }),
  });
  if (!form.success) {
    ctx.answer("leave_phone", { cargoId });
    return alertToasts.noContact;
  }
  const outcome = await ctx.app.responses.respond(driverId, cargoId, form.data, originOf(ctx, driverId));
  if ("refused" in outcome) {
    if (outcome.refused === "subscription_required") ctx.answer("subscription_required");
    return refusals[outcome.refused];
  }
  correct(ctx, "responded", cargoId);
  return outcome.created ? alertToasts.responded : alertToasts.respondedBefore;
}

async function hide(ctx: BotContext, driverId: number, cargoId: string): Promise<string> {
  const { hidden } = await ctx.app.marks.of(driverId);
  const outcome = await ctx.app.marks.hide(driverId, cargoId, originOf(ctx, driverId));
  if ("refused" in outcome) {
    return outcome.refused === "cargo_not_found" ? alertToasts.gone : refusals[outcome.refused];
  }
  correct(ctx, "hidden", cargoId);
  return hidden.includes(cargoId) ? alertToasts.hiddenBefore : alertToasts.hidden;
}

/** Has the pressed message say what was done, so that its buttons are not pressed again. */
function correct(ctx: BotContext, about: "responded" | "hidden", cargoId: string): void {
  const { update: { update_id }, callbackQuery } = ctx;
  const { chat, message_id: messageId } = callbackQuery?.message ?? {};
  if (!chat) return;
  const data = { about, cargoId, messageId };
  ctx.outbox.push(messageTo(String(chat.id), "driver_load_pressed", String(update_id), data));
}

function originOf({ correlationId }: BotContext, driverId: number): Origin {
  return { actor: { kind: "driver", id: String(driverId) }, correlationId };
}
