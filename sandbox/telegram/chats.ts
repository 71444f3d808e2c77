// The chats the bot is in and their messages; message ids count up per chat.
import { badRequest } from "./api_error.ts";
import type { Chat, Message } from "./types.ts";
import type { Users } from "./users.ts";

export class Chats {
  #messages = new Map<number, Map<number, Message>>();
  #lastIds = new Map<number, number>();
  readonly #users: Users;
  readonly #group: Chat;

  /** `groupId` is the dispatchers' chat, the only one that is not private. */
  constructor(users: Users, groupId: number) {
    this.#users = users;
    const type = String(groupId).startsWith("-100") ? "supergroup" : "group";
    this.#group = { id: groupId, type, title: "Диспетчеры" };
  }

  get group(): Chat {
    return this.#group;
  }

  /** @throws {ApiError} 400 "chat not found". */
  chat(id: number): Chat {
    if (id === this.#group.id) return this.#group;
    const person = this.#users.get(id);
    if (!person) throw badRequest("chat not found");
    const { first_name, last_name, username } = person;
    return {
      id,
      type: "private",
      first_name,
      ...(last_name === undefined ? {} : { last_name }),
      ...(username === undefined ? {} : { username }),
    };
  }

  messages(chatId: number): Message[] {
    return [...this.#messages.get(chatId)?.values() ?? []];
  }

  message(chatId: number, messageId: number): Message | undefined {
    return this.#messages.get(chatId)?.get(messageId);
  }

  /** Stores a new message under the chat's next id. */
  add(content: Omit<Message, "message_id">): Message {
    const id = (this.#lastIds.get(content.chat.id) ?? 0) + 1;
    this.#lastIds.set(content.chat.id, id);
    const message: Message = { message_id: id, ...content };
    this.replace(message);
    return message;
  }

  replace(message: Message): void {
    const chat = this.#messages.get(message.chat.id) ?? new Map<number, Message>();
    this.#messages.set(message.chat.id, chat.set(message.message_id, message));
  }

  /** False when there was no such message. */
  delete(chatId: number, messageId: number): boolean {
    return this.#messages.get(chatId)?.delete(messageId) ?? false;
  }

  reset(): void {
    this.#messages.clear();
    this.#lastIds.clear();
  }
}
