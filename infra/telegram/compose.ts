// Turns a queued message into the call of the Bot API it stands for, with the words and data of this very moment.
import type { App } from "../../domain/app.ts";
import type { MessageKind } from "../../domain/messages/kinds.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { botTexts } from "../../texts/bot.ts";
import type { BotCall } from "./bot_api.ts";
import { edit, say } from "./calls.ts";
import { contactsWords } from "./compose_contacts.ts";
import { createLoadWords, type LoadWords } from "./compose_loads.ts";
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
    driver_load_matched: async (chatId, data) => saying(chatId, await loads.one(Number(chatId), data)),
    driver_loads_digest: async (chatId, data) => saying(chatId, await loads.many(Number(chatId), data)),
    driver_morning_loads: async (chatId, data) => saying(chatId, await loads.morning(Number(chatId), data)),
    driver_favourite_repriced: async (chatId, data) =>
      saying(chatId, await loads.repriced(Number(chatId), data)),
    driver_backhaul: async (chatId, data) => saying(chatId, await loads.backhaul(Number(chatId), data)),
    async driver_load_pressed(chatId, data) {
      const call = saying(chatId, await loads.pressed(Number(chatId), data));
      return call && edit(call, Number(data["messageId"]));
    },
    async driver_contacts(chatId, data) {
      const cargoId = String(data["cargoId"]);
      const button = appButton(botTexts.openCargo, `${baseUrl}/cargos/${cargoId}`);
      return say(chatId, await contactsWords(app, cargoId), button);
    },
    driver_payment_succeeded: async (chatId, data) =>
      saying(chatId, await money.driver_payment_succeeded(Number(chatId), data)),
    driver_payment_canceled: async (chatId, data) =>
      saying(chatId, await money.driver_payment_canceled(Number(chatId), data)),
    driver_payment_refunded: async (chatId, data) =>
      saying(chatId, await money.driver_payment_refunded(Number(chatId), data)),
    driver_trial_started: async (chatId, data) =>
      saying(chatId, await money.driver_trial_started(Number(chatId), data)),
    driver_days_granted: async (chatId, data) =>
      saying(chatId, await money.driver_days_granted(Number(chatId), data)),
    driver_subscription_reminder: async (chatId, data) =>
      saying(chatId, await money.driver_subscription_reminder(Number(chatId), data)),
    admin_refund_waits: async (chatId, data) =>
      saying(chatId, await money.admin_refund_waits(Number(chatId), data)),
    async reply(chatId, data) {
      const { text, button, path } = await replyTo(app, Number(chatId), data);
      return say(chatId, text, appButton(button, baseUrl + path));
    },
  };
}

function saying(chatId: string, words: LoadWords): BotCall | null {
  return words && say(chatId, words.text, words.keyboard);
}
