// Everything the sandbox's Telegram knows: the bot, people, chats, updates, invoices. Methods, people at the phone
// page and the control API all act through it.
import { Chats } from "./chats.ts";
import { Invoices } from "./invoices.ts";
import { Live } from "./live.ts";
import type { Chat, Message, User } from "./types.ts";
import { UpdateQueue } from "./updates.ts";
import { type Person, Users } from "./users.ts";
import { WebhookDelivery } from "./webhook.ts";

export interface WorldOptions {
  botToken: string;
  botUsername: string;
  appUrl: string;
  users: readonly Person[];
  dispatchChatId: number;
  webhookRetryMs: number;
  /** Milliseconds. */
  now: () => number;
}

export interface BotCommand {
  command: string;
  description: string;
}

export interface MenuButton {
  type: "default" | "commands" | "web_app";
  text?: string | undefined;
  web_app?: { url: string } | undefined;
}

export class TelegramWorld {
  readonly botToken: string;
  readonly appUrl: string;
  readonly bot: User;
  readonly users: Users;
  readonly chats: Chats;
  readonly updates = new UpdateQueue();
  readonly webhook: WebhookDelivery;
  readonly live = new Live();
  readonly invoices = new Invoices();
  /** Button presses the bot may still answer: callback query id → who pressed. */
  readonly presses = new Map<string, number>();
  commands: BotCommand[] = [];
  menuButton: MenuButton = { type: "default" };
  /** Menu buttons of single chats. */
  readonly chatMenuButtons = new Map<number, MenuButton>();
  description = "";
  readonly #now: () => number;
  #lastQueryId = 4_300_000_000_000;

  constructor(options: WorldOptions) {
    this.botToken = options.botToken;
    this.appUrl = options.appUrl.replace(/\/$/, "");
    const id = Number(options.botToken.split(":")[0]);
    this.bot = { id, is_bot: true, first_name: "CargoTech", username: options.botUsername };
    this.users = new Users(options.users);
    this.chats = new Chats(this.users, options.dispatchChatId);
    this.webhook = new WebhookDelivery(this.updates, options.webhookRetryMs, options.now);
    this.#now = options.now;
  }

  /** Unix seconds. */
  time(): number {
    return Math.floor(this.#now() / 1000);
  }

  nextQueryId(): string {
    return String(++this.#lastQueryId);
  }

  /** Puts a message into its chat and on every open phone. */
  post(content: Omit<Message, "message_id" | "date">): Message {
    const message = this.chats.add({ date: this.time(), ...content });
    this.live.tell({ type: "message", chatId: message.chat.id, message });
    return message;
  }

  /** The dispatchers' group becomes a supergroup: the bot is told in the old one and in the new. */
  migrateGroup(id: number): void {
    const before = this.chats.group;
    const from = this.bot;
    this.updates.push("message", this.post({ from, chat: before, migrate_to_chat_id: id }));
    this.chats.migrate(id);
    this.updates.push(
      "message",
      this.post({ from, chat: this.chats.group, migrate_from_chat_id: before.id }),
    );
    this.live.tell({ type: "reset" });
  }

  replace(message: Message): void {
    this.chats.replace(message);
    this.live.tell({ type: "message", chatId: message.chat.id, message });
  }

  /** The menu button of a chat: its own or the bot's. */
  menuButtonOf(chatId: number): MenuButton {
    return this.chatMenuButtons.get(chatId) ?? this.menuButton;
  }

  /** As at the start, except the webhook, which belongs to the bot under test. */
  reset(): void {
    this.users.reset();
    this.chats.reset();
    this.updates.clear();
    this.invoices.reset();
    this.presses.clear();
    this.live.tell({ type: "reset" });
  }

  stop(): void {
    this.webhook.stop();
    this.updates.stop();
    this.invoices.stop();
    this.live.stop();
  }
}

/** Whether the chat is one person with the bot. */
export function isPrivate(chat: Chat): boolean {
  return chat.type === "private";
}
