// Turns a queued message into the call of the Bot API it stands for, with the words and data of this very moment.
import type { App } from "../../domain/app.ts";
import type { MessageKind } from "../../domain/messages/kinds.ts";
import type { ResponseView } from "../../domain/responses/mod.ts";
import {
  botTexts,
  confirmationText,
  decidedText,
  decisionText,
  dispatcherText,
  responsesText,
} from "../../texts/bot.ts";
import type { BotCall } from "./bot_api.ts";
import { appButton, decisionButtons } from "./keyboards.ts";

export type MessageData = Readonly<Record<string, unknown>>;
/** Null when there is nothing left to say. */
type Compose = (chatId: string, data: MessageData) => Promise<BotCall | null>;

export function createComposers(app: App, baseUrl: string): Record<MessageKind, Compose> {
  const find = (data: MessageData) => app.responses.find(String(data["responseId"]));

  return {
    async dispatcher_new_response(chatId, data) {
      const response = await find(data);
      return response && say(chatId, dispatcherMessage(response), decisionButtons(response));
    },
    async dispatcher_response_changed(chatId, data) {
      const response = await find(data);
      if (!response?.message) return null;
      const anew = say(chatId, dispatcherMessage(response), decisionButtons(response));
      // The dispatchers have moved to another chat: the message they had cannot be edited from there.
      if (response.message.chatId !== chatId) return anew;
      return {
        method: "editMessageText",
        payload: { ...anew.payload, message_id: response.message.messageId },
      };
    },
    async driver_response_sent(chatId, data) {
      const response = await find(data);
      return response && say(chatId, confirmationText(response.cargo), responseButton(response, baseUrl));
    },
    async driver_response_decided(chatId, data) {
      const response = await find(data);
      const status = data["status"];
      if (!response || (status !== "accepted" && status !== "rejected" && status !== "completed")) {
        return null;
      }
      return say(chatId, decidedText(status, response.cargo), responseButton(response, baseUrl));
    },
    async reply(chatId, data) {
      const { text, path } = await replyTo(app, Number(chatId), data);
      return say(chatId, text, appButton(botTexts.openApp, baseUrl + path));
    },
  };
}

function say(chatId: string, text: string, reply_markup: object): BotCall {
  const link_preview_options = { is_disabled: true };
  return {
    method: "sendMessage",
    payload: { chat_id: chatId, text, parse_mode: "HTML", reply_markup, link_preview_options },
  };
}

function dispatcherMessage(response: ResponseView): string {
  const { status, timeline } = response;
  const text = dispatcherText(response);
  if (status === "sent" || status === "delivered" || status === "seen") return text;
  const decided = timeline.at(-1)!;
  return `${text}\n\n${decisionText(status, decided.at, decided.actor?.name)}`;
}

function responseButton({ cargoId }: ResponseView, baseUrl: string) {
  return appButton(botTexts.openResponse, `${baseUrl}/cargos/${cargoId}`);
}

async function replyTo(
  app: App,
  driverId: number,
  data: MessageData,
): Promise<{ text: string; path: string }> {
  switch (data["about"]) {
    case "start": {
      const cargoId = data["cargoId"];
      const driver = await app.drivers.find(driverId);
      return { text: botTexts.start(driver?.firstName ?? ""), path: cargoId ? `/cargos/${cargoId}` : "/" };
    }
    case "responses":
      return { text: responsesText(await app.responses.of(driverId)), path: "/responses" };
    case "help":
      return { text: botTexts.help, path: "/" };
    default:
      return { text: botTexts.unexpected, path: "/" };
  }
}
