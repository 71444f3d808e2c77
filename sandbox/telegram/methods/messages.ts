// sendMessage, its edits and deletion, sendChatAction.
import { z } from "zod";
import { ApiError, badRequest } from "../api_error.ts";
import { checked, flag, type Parameters, structured, wholeNumber } from "../parameters.ts";
import type { Chat, Message, MessageEntity } from "../types.ts";
import { isPrivate, type TelegramWorld } from "../world.ts";
import { checkMarkup, markupSchema } from "./markup.ts";
import type { Method } from "./method.ts";
import { formatted } from "./text.ts";

const content = {
  text: z.string(),
  parse_mode: z.string().optional(),
  entities: structured(
    z.array(z.custom<MessageEntity>((value) => typeof value === "object" && value !== null)),
  )
    .optional(),
  reply_markup: markupSchema.optional(),
};
const sendSchema = z.object({
  chat_id: z.unknown(),
  ...content,
  reply_parameters: structured(
    z.object({ message_id: wholeNumber, allow_sending_without_reply: flag.optional() }),
  ).optional(),
});
const editTextSchema = z.object({ chat_id: z.unknown(), message_id: wholeNumber, ...content });
const editMarkupSchema = z.object({
  chat_id: z.unknown(),
  message_id: wholeNumber,
  reply_markup: markupSchema.optional(),
});

export const messageMethods: Record<string, Method> = {
  sendMessage(world, parameters) {
    const chat = writableChat(world, parameters);
    const sent = checked(sendSchema, parameters);
    const body = formatted(sent);
    checkMarkup(sent.reply_markup, chat);
    const repliedTo = sent.reply_parameters && world.chats.message(chat.id, sent.reply_parameters.message_id);
    if (sent.reply_parameters && !repliedTo && !sent.reply_parameters.allow_sending_without_reply) {
      throw badRequest("message to be replied not found");
    }
    return world.post({
      from: world.bot,
      chat,
      ...body,
      ...(sent.reply_markup ? { reply_markup: sent.reply_markup } : {}),
      ...(repliedTo ? { reply_to_message: repliedTo } : {}),
    });
  },

  editMessageText(world, parameters) {
    const chat = writableChat(world, parameters);
    const edit = checked(editTextSchema, parameters);
    const body = formatted(edit);
    checkMarkup(edit.reply_markup, chat);
    const { text: _text, entities: _entities, reply_markup: _markup, ...kept } = editable(
      world,
      chat,
      edit.message_id,
    );
    return saveEdit(world, {
      ...kept,
      ...body,
      ...(edit.reply_markup ? { reply_markup: edit.reply_markup } : {}),
    });
  },

  editMessageReplyMarkup(world, parameters) {
    const chat = writableChat(world, parameters);
    const edit = checked(editMarkupSchema, parameters);
    checkMarkup(edit.reply_markup, chat);
    const { reply_markup: _markup, ...kept } = editable(world, chat, edit.message_id);
    return saveEdit(world, { ...kept, ...(edit.reply_markup ? { reply_markup: edit.reply_markup } : {}) });
  },

  deleteMessage(world, parameters) {
    const chat = writableChat(world, parameters);
    const { message_id } = checked(z.object({ message_id: wholeNumber }), parameters);
    if (!world.chats.delete(chat.id, message_id)) throw badRequest("message to delete not found");
    world.live.tell({ type: "deleted", chatId: chat.id, messageId: message_id });
    return true;
  },

  sendChatAction(world, parameters) {
    writableChat(world, parameters);
    checked(z.object({ action: z.string() }), parameters);
    return true;
  },
};

/** The chat named by `chat_id`. @throws {ApiError} 400 when unknown, 403 when its person has blocked the bot. */
function writableChat(world: TelegramWorld, { chat_id }: Parameters): Chat {
  if (chat_id === undefined || chat_id === "") throw badRequest("chat_id is empty");
  const chat = world.chats.chat(Number(chat_id));
  if (isPrivate(chat) && world.users.isBlocked(chat.id)) {
    throw new ApiError(403, "Forbidden: bot was blocked by the user");
  }
  if (chat === world.chats.group && world.chats.isKicked) {
    throw new ApiError(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
  }
  return chat;
}

function editable(world: TelegramWorld, chat: Chat, messageId: number): Message {
  const message = world.chats.message(chat.id, messageId);
  if (!message) throw badRequest("message to edit not found");
  if (message.from.id !== world.bot.id) throw badRequest("message can't be edited");
  return message;
}

/** @throws {ApiError} 400 when the edit changes nothing. */
function saveEdit(world: TelegramWorld, edited: Message): Message {
  const shown = ({ text, entities, reply_markup }: Message) =>
    JSON.stringify([text, entities ?? [], reply_markup]);
  const before = world.chats.message(edited.chat.id, edited.message_id);
  if (before && shown(before) === shown(edited)) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current " +
        "content and reply markup of the message",
    );
  }
  const message = { ...edited, edit_date: world.time() };
  world.replace(message);
  return message;
}
