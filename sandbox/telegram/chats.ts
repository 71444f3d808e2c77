// The chats the bot is in and their messages; message ids count up per chat.
import { ApiError, badRequest } from "./api_error.ts";
import type { Chat, Message } from "./types.ts";
import type { Users } from "./users.ts";

export class Chats {
  #messages = new Map<number, Map<number, Message>>();
  #lastIds = new Map<number, number>();
  readonly #users: Users;
  #group: Chat;
  readonly #firstGroup: Chat;
  /** Ids the group had before, each with the one that followed. */
  #movedTo = new Map<number, number>();
  /** Whether the bot was thrown out of the group. */
  isKicked = false;

  /** `groupId` is the dispatchers' chat, the only one that is not private. */
  constructor(users: Users, groupId: number) {
    this.#users = users;
    const type = String(groupId).startsWith("-100") ? "supergroup" : "group";
    this.#firstGroup = { id: groupId, type, title: "Диспетчеры" };
    this.#group = this.#firstGroup;
  }

  get group(): Chat {
    return this.#group;
  }

  /** The group becomes a supergroup: another id, an empty chat, the old id a pointer to the new. */
  migrate(id: number): void {
    this.#movedTo.set(this.#group.id, id);
    this.#group = { ...this.#group, id, type: "supergroup" };
  }

  /** @throws {ApiError} 400 "chat not found", or where the group has moved to. */
  chat(id: number): Chat {
    const movedTo = this.#movedTo.get(id);
    if (movedTo !== undefined) {
      const parameters = { migrate_to_chat_id: movedTo };
      throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters);
    }
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
    this.#movedTo.clear();
    this.#group = this.#firstGroup;
    this.isKicked = false;
  }
}
