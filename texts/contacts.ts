// Whom to call about a load, as the bot writes it and as the page speaks of it. Telegram makes the numbers pressable.
import { type LoadLine, loadText } from "./bot.ts";
import { line } from "./bot_html.ts";
import { formatPhone } from "./format.ts";

/** Longest words of the exchange we repeat, in characters: it sets no limit. */
const LONGEST = { name: 128, phone: 40 } as const;
/** More than a load ever has; keeps the message within its 4,096 characters. */
const MOST = 10;

interface Contact {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
}

export function contactsText(cargo: LoadLine, contacts: readonly Contact[]): string {
  const lines = contacts.slice(0, MOST).map(({ name, phone }) =>
    [phone && line(formatPhone(phone), LONGEST.phone), name && line(name, LONGEST.name)].filter(Boolean)
      .join(" — ")
  );
  return `${loadText(cargo)}\n\n${lines.length === 0 ? contactsInChat.none : lines.join("\n")}`;
}

export const contactsInChat = {
  send: "Прислать в чат с ботом",
  sent: "Контакты в чате с ботом: там номер можно нажать.",
  none: "Телефон не указан. Откликнитесь — диспетчер перезвонит.",
  gone: "Этого груза больше нет: его забрали или сняли.",
  down: "Биржа сейчас не отвечает. Откройте груз в приложении через минуту.",
} as const;
