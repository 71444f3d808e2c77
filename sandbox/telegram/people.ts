// What people do in the sandbox's Telegram: write, press buttons, share a contact, block the bot.
import { badRequest } from "./api_error.ts";
import { signContact } from "./init_data.ts";
import type { Message, MessageEntity } from "./types.ts";
import { asUser, type Person } from "./users.ts";
import type { TelegramWorld } from "./world.ts";

/**
 * The person writes to the chat (their private one with the bot by default), perhaps as a reply to a message there.
 * @throws {ApiError} 400 when there is no such chat, or no such message in it.
 */
export function write(
  world: TelegramWorld,
  person: Person,
  text: string,
  { chatId = person.id, replyTo }: { chatId?: number | undefined; replyTo?: number | undefined } = {},
): Message {
  const chat = world.chats.chat(chatId);
  const answered = replyTo === undefined ? undefined : world.chats.message(chatId, replyTo);
  if (replyTo !== undefined && !answered) throw badRequest("message to be replied not found");
  // Of what is quoted in a reply, Telegram leaves out what that was a reply to.
  const { reply_to_message: _, ...quoted } = answered ?? {};
  if (chatId === person.id && world.users.isBlocked(person.id)) setBlocked(world, person, false);
  const entities = commandEntities(text);
  const message = world.post({
    from: asUser(person),
    chat,
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(answered ? { reply_to_message: quoted as Message } : {}),
  });
  world.updates.push("message", message);
  return message;
}

/** Bots recognise commands by their entities, not by the slash. */
function commandEntities(text: string): MessageEntity[] {
  const command = /^\/[a-z0-9_]{1,32}(@\w+)?(?=\s|$)/i.exec(text)?.[0];
  return command ? [{ type: "bot_command", offset: 0, length: command.length }] : [];
}

/** The person presses an inline button. Null when the message has no such button. */
export function press(world: TelegramWorld, person: Person, chatId: number, messageId: number, data: string) {
  const message = world.chats.message(chatId, messageId);
  const rows = message?.reply_markup?.inline_keyboard;
  const buttons: unknown[] = Array.isArray(rows) ? rows.flat() : [];
  const pressed = buttons.some((button) =>
    typeof button === "object" && button !== null && "callback_data" in button &&
    button.callback_data === data
  );
  if (!message || !pressed) return null;
  const id = world.nextQueryId();
  world.presses.set(id, person.id);
  world.updates.push("callback_query", { id, from: asUser(person), message, chat_instance: "sandbox", data });
  return id;
}

/** Blocks or unblocks the bot, which the bot is told as `my_chat_member`. */
export function setBlocked(world: TelegramWorld, person: Person, blocked: boolean): void {
  if (world.users.isBlocked(person.id) === blocked) return;
  world.users.setBlocked(person.id, blocked);
  const member = (status: string) => ({ user: world.bot, status });
  world.updates.push("my_chat_member", {
    chat: world.chats.chat(person.id),
    from: asUser(person),
    date: world.time(),
    old_chat_member: member(blocked ? "member" : "kicked"),
    new_chat_member: member(blocked ? "kicked" : "member"),
  });
  world.live.tell({ type: "users" });
}

/** Throws the bot out of the dispatchers' group, or lets it in again; the bot is told as `my_chat_member`. */
export function setKicked(world: TelegramWorld, person: Person, kicked: boolean): void {
  if (world.chats.isKicked === kicked) return;
  world.chats.isKicked = kicked;
  const member = (status: string) => ({ user: world.bot, status });
  world.updates.push("my_chat_member", {
    chat: world.chats.group,
    from: asUser(person),
    date: world.time(),
    old_chat_member: member(kicked ? "member" : "kicked"),
    new_chat_member: member(kicked ? "kicked" : "member"),
  });
}

/** Shares a phone number with the bot, `of` somebody else's or the person's own, and gives the app the signed contact. */
export function shareContact(world: TelegramWorld, person: Person, of: Person = person): string {
  const contact = { phone_number: of.phone, first_name: of.first_name, user_id: of.id };
  const message = world.post({ from: asUser(person), chat: world.chats.chat(person.id), contact });
  world.updates.push("message", message);
  return signContact(world.botToken, person, world.time());
}
