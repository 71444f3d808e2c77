// What people do in the sandbox's Telegram: write, press buttons, share a contact, block the bot, pay.
import { randomBytes } from "node:crypto";
import { signContact } from "./init_data.ts";
import type { Message, MessageEntity } from "./types.ts";
import { asUser, type Person } from "./users.ts";
import type { TelegramWorld } from "./world.ts";

/** The person writes to the chat (their private one with the bot by default). */
export function write(world: TelegramWorld, person: Person, text: string, chatId = person.id): Message {
  const chat = world.chats.chat(chatId);
  if (chatId === person.id && world.users.isBlocked(person.id)) setBlocked(world, person, false);
  const entities = commandEntities(text);
  const message = world.post({
    from: asUser(person),
    chat,
    text,
    ...(entities.length > 0 ? { entities } : {}),
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

/** Shares the phone number with the bot and gives the app the signed contact. */
export function shareContact(world: TelegramWorld, person: Person): string {
  const contact = { phone_number: person.phone, first_name: person.first_name, user_id: person.id };
  const message = world.post({ from: asUser(person), chat: world.chats.chat(person.id), contact });
  world.updates.push("message", message);
  return signContact(world.botToken, person, world.time());
}

/** Pays an invoice: the bot is asked first, then told. Null when there is no such invoice. */
export async function pay(world: TelegramWorld, person: Person, slug: string) {
  const invoice = world.invoices.get(slug);
  if (!invoice) return null;
  const { currency, total, payload } = invoice;
  const id = world.nextQueryId();
  const verdict = world.invoices.verdict(id);
  world.updates.push("pre_checkout_query", {
    id,
    from: asUser(person),
    currency,
    total_amount: total,
    invoice_payload: payload,
  });
  const { ok, errorMessage } = await verdict;
  if (!ok) return { status: "failed", errorMessage };
  const payment = {
    currency,
    total_amount: total,
    invoice_payload: payload,
    telegram_payment_charge_id: world.invoices.charge(person.id).id,
    provider_payment_charge_id: randomBytes(8).toString("hex"),
  };
  const chat = world.chats.chat(person.id);
  world.updates.push("message", world.post({ from: asUser(person), chat, successful_payment: payment }));
  return { status: "paid", chargeId: payment.telegram_payment_charge_id };
}
