// Messages about responses, as their story stands when they leave: to the dispatchers, to the driver.
import type { App } from "../../domain/app.ts";
import type { MessageKind } from "../../domain/messages/kinds.ts";
import { responseStream } from "../../domain/responses/commands.ts";
import type { ResponseView } from "../../domain/responses/mod.ts";
import { botTexts, confirmationText, decidedText, decisionText, dispatcherText } from "../../texts/bot.ts";
import { footText, type NoteAnswer, noteAnswers, notesText } from "../../texts/bot_dispatch.ts";
import { movedOnText, noteText } from "../../texts/bot_driver.ts";
import { withdrawalText } from "../../texts/withdrawal.ts";
import type { BotCall } from "./bot_api.ts";
import { edit, NO_BUTTONS, replyingTo, say } from "./calls.ts";
import { appButton, dispatchButtons } from "./keyboards.ts";

type Data = Readonly<Record<string, unknown>>;
type Compose = (chatId: string, data: Data) => Promise<BotCall | null>;
type ResponseKind =
  & MessageKind
  & (`dispatcher_${string}` | `driver_response_${string}` | "driver_note");

export function createResponseComposers(
  { responses, drivers }: Pick<App, "responses" | "drivers">,
  baseUrl: string,
): Record<ResponseKind, Compose> {
  const find = (data: Data) => responses.find(String(data["responseId"]));
  const openButton = ({ cargoId }: ResponseView) =>
    appButton(botTexts.openResponse, `${baseUrl}/cargos/${cargoId}`);

  async function toDispatchers(chatId: string, response: ResponseView): Promise<BotCall> {
    const driver = await drivers.find(response.driverId);
    return say(chatId, dispatcherMessage(response, baseUrl), dispatchButtons(response, driver?.username));
  }

  return {
    async dispatcher_new_response(chatId, data) {
      const response = await find(data);
      return response && await toDispatchers(chatId, response);
    },
    async dispatcher_response_changed(chatId, data) {
      const response = await find(data);
      if (!response?.message) return null;
      const anew = await toDispatchers(chatId, response);
      // The dispatchers have moved to another chat: the message they had cannot be edited from there.
      return response.message.chatId === chatId ? edit(anew, response.message.messageId) : anew;
    },
    async dispatcher_response_withdrawn(chatId, data) {
      const response = await find(data);
      const wasAccepted = response?.timeline.some(({ status }) => status === "accepted");
      if (response?.status !== "withdrawn" || !wasAccepted) return null;
      const call = say(chatId, withdrawalText(response), NO_BUTTONS);
      const { message } = response;
      return message?.chatId === chatId ? replyingTo(call, message.messageId) : call;
    },
    dispatcher_answer(chatId, { about, to }) {
      const call = say(chatId, noteAnswers[about as NoteAnswer], NO_BUTTONS);
      return Promise.resolve(replyingTo(call, Number(to)));
    },
    async driver_response_sent(chatId, data) {
      const response = await find(data);
      return response && say(chatId, driverText(response), openButton(response));
    },
    async driver_response_moved_on(chatId, data) {
      const response = await find(data);
      // What was decided since is a message of its own.
      if (response?.status !== "delivered" && response?.status !== "seen") return null;
      const anew = say(chatId, driverText(response), openButton(response));
      const confirmation = await responses.confirmation(response.responseId);
      if (confirmation !== null) return edit(anew, confirmation);
      // Without a confirmation to correct, that somebody looks is worth a message; that it arrived is not.
      return data["status"] === "seen" ? anew : null;
    },
    async driver_response_decided(chatId, data) {
      const response = await find(data);
      const status = data["status"];
      if (!response || (status !== "accepted" && status !== "rejected" && status !== "completed")) {
        return null;
      }
      return say(chatId, decidedText(status, response.cargo), openButton(response));
    },
    async driver_note(chatId, data) {
      const response = await find(data);
      const note = response?.notes?.find(({ noteId }) => noteId === data["noteId"]);
      if (!response || !note?.text) return null;
      return say(chatId, noteText(note.text, note.actor?.name, response.cargo), openButton(response));
    },
  };
}

function driverText({ status, timeline, cargo }: ResponseView): string {
  const step = timeline.at(-1);
  if ((status !== "delivered" && status !== "seen") || !step) return confirmationText(cargo);
  return movedOnText(status, step.at, cargo);
}

/** The response, what became of it, what was said to the driver, and where the rest can be read. */
function dispatcherMessage(response: ResponseView, baseUrl: string): string {
  const { status, timeline, notes = [] } = response;
  const step = timeline.at(-1);
  const decided = status === "sent" || status === "delivered" || !step
    ? ""
    : decisionText(status, step.at, step.actor?.name);
  const history = `${baseUrl}/admin/streams/${responseStream(response)}`;
  return [dispatcherText(response), decided, notesText(notes), footText(history)].filter(Boolean).join(
    "\n\n",
  );
}
