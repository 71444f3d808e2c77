// Turns a queued message into the call of the Bot API it stands for, with the words and data of this very moment.
import type { App } from "../../domain/app.ts";
import type { MessageKind } from "../../domain/messages/kinds.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { botTexts } from "../../texts/bot.ts";
import type { BotCall } from "./bot_api.ts";
import { edit, say } from "./calls.ts";
import { contactsWords } from "./compose_contacts.ts";
import { createLoadWords, type Words } from "./compose_loads.ts";
import { createPaymentWords } from "./compose_payments.ts";
import { replyTo } from "./compose_replies.ts";
import { createResponseComposers } from "./compose_responses.ts";
import { appButton } from "./keyboards.ts";

export type MessageData = Readonly<Record<string, unknown>>;
/** Null when there is nothing left to say. */
type Compose = (chatId: string, data: MessageData) => Promise<BotCall | null>;

export function createComposers(app: App, baseUrl: string, clock: Clock): Record<MessageKind, Compose> {
  const loads = createLoadWords(app, baseUrl);
  const money = createPaymentWords(app, { baseUrl, clock });

  return {
    ...createResponseComposers(app, baseUrl),
    driver_load_matched: told(loads.one),
    driver_loads_digest: told(loads.many),
    driver_morning_loads: told(loads.morning),
    driver_favourite_repriced: told(loads.repriced),
    driver_backhaul: told(loads.backhaul),
    async driver_load_pressed(chatId, data) {
      const call = saying(chatId, await loads.pressed(Number(chatId), data));
      return call && edit(call, Number(data["messageId"]));
    },
    async driver_contacts(chatId, data) {
      const cargoId = String(data["cargoId"]);
      const button = appButton(botTexts.openCargo, `${baseUrl}/cargos/${cargoId}`);
      return say(chatId, await contactsWords(app, cargoId), button);
    },
    driver_payment_succeeded: told(money.driver_payment_succeeded),
    driver_payment_canceled: told(money.driver_payment_canceled),
    driver_payment_refunded: told(money.driver_payment_refunded),
    driver_trial_started: told(money.driver_trial_started),
    driver_days_granted: told(money.driver_days_granted),
    driver_subscription_reminder: told(money.driver_subscription_reminder),
    driver_renewal_failed: told(money.driver_renewal_failed),
    admin_refund_waits: told(money.admin_refund_waits),
    async reply(chatId, data) {
      const { text, button, path } = await replyTo(app, Number(chatId), data);
      return say(chatId, text, appButton(button, baseUrl + path));
    },
  };
}

/** The words in a message to the person whose chat it is. */
function told(words: (personId: number, data: MessageData) => Promise<Words>): Compose {
  return async (chatId, data) => saying(chatId, await words(Number(chatId), data));
}

function saying(chatId: string, words: Words): BotCall | null {
  return words && say(chatId, words.text, words.keyboard);
}
