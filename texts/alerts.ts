// What the bot says of new loads, in HTML of the Bot API; lengths keep every message within its 4,096 characters.
import { loadText, routeText } from "./bot.ts";
import type { LoadLine } from "./bot.ts";
import { line } from "./bot_html.ts";
import { formatMoment, formatMoney, formatPerKm, formatWallClock } from "./format.ts";

/** Loads a digest names; the others are in the list it opens. */
const LISTED = 10;
const LONGEST_NAME = 60;
const LONGEST_NUMBER = 60;

type Money = Parameters<typeof formatMoney>[0];

interface Found {
  readonly name: string;
  readonly cargos: readonly LoadLine[];
  /** How many more there are than `cargos`. */
  readonly more: number;
}

/** One load, with everything a driver decides by. */
export function loadAlert(name: string, cargo: LoadLine): string {
  return `🔔 Новый груз по поиску «${line(name, LONGEST_NAME)}»\n\n${loadText(cargo)}`;
}

/** `last`: nothing more is sent that day. */
export function loadsDigest({ name, cargos, more }: Found, last: boolean, dailyLimit: number): string {
  return [
    `🔔 Новые грузы по поиску «${line(name, LONGEST_NAME)}»: ${cargos.length + more}`,
    "",
    ...listed(cargos, more, LISTED),
    ...last
      ? [
        "",
        `Больше ${dailyLimit} сообщений в день не присылаем: следующие грузы до завтра смотрите в приложении.`,
      ]
      : [],
  ].join("\n");
}

/** What appeared in the quiet hours, by search. */
export function morningLoads(found: readonly Found[]): string {
  const total = found.reduce((sum, { cargos, more }) => sum + cargos.length + more, 0);
  const each = Math.max(1, Math.floor(LISTED / found.length));
  const shown = found.slice(0, LISTED).flatMap(({ name, cargos, more }) => [
    "",
    `<b>${line(name, LONGEST_NAME)}</b>`,
    ...listed(cargos, more, each),
  ]);
  return [`☀️ Пока вы отдыхали, появились новые грузы: ${total}`, ...shown].join("\n");
}

/** A favourite pays more or less than before. */
export function repricedText(before: Money, now: Money, cargo: LoadLine): string {
  const news = now.minor > before.minor ? "📈 Цена выросла" : "📉 Цена снизилась";
  return `${news}: было ${line(formatMoney(before), LONGEST_NUMBER)}. Груз из избранного:\n\n${
    loadText(cargo)
  }`;
}

/** In place of a message about a load, once the driver has answered it by the button there. */
export function answeredText(at: string, cargo: LoadLine): string {
  return `✅ Вы откликнулись, ${formatMoment(at)}.\n\n${loadText(cargo)}`;
}

/** The same once the driver has hidden it. */
export function hiddenText(cargo: LoadLine): string {
  return `🚫 Вы скрыли этот груз.\n\n${loadText(cargo)}\n\nПередумали? Откройте груз и нажмите «Вернуть».`;
}

export function backhaulText(cargos: readonly LoadLine[]): string {
  return [
    "🔁 Вас выбрали. Вот грузы, чтобы не ехать обратно пустым:",
    "",
    ...listed(cargos, 0, LISTED),
    "",
    "Не нужно? В «Поисках» обратные грузы можно отключить.",
  ].join("\n");
}

function listed(cargos: readonly LoadLine[], more: number, most: number): string[] {
  const rest = more + Math.max(0, cargos.length - most);
  return [...cargos.slice(0, most).map(shortText), ...rest > 0 ? [`…и ещё ${rest}`] : []];
}

/** "• Москва → Казань · 95 000 ₽ (116,2 ₽/км) · 5 мар". */
function shortText(cargo: LoadLine): string {
  const perKm = cargo.pricePerKm ? ` (${line(formatPerKm(cargo.pricePerKm), LONGEST_NUMBER)})` : "";
  const price = cargo.price ? `${line(formatMoney(cargo.price), LONGEST_NUMBER)}${perKm}` : "";
  const date = cargo.loadingDate ? line(formatWallClock(cargo.loadingDate), LONGEST_NUMBER) : "";
  return ["• " + routeText(cargo), price, date].filter(Boolean).join(" · ");
}

export const alertButtons = {
  respond: "Откликнуться",
  open: "Открыть",
  hide: "Не показывать",
  openList: "Открыть список",
  openSearches: "Мои поиски",
} as const;

/** Toasts after a button under a load was pressed (≤ 200 characters). */
export const alertToasts = {
  responded: "Отклик отправлен диспетчеру. Напишем, как только решат.",
  respondedBefore: "Вы уже откликались на этот груз.",
  noContact: "Сначала укажите телефон: кнопка в сообщении ниже. В следующий раз хватит одного нажатия.",
  hidden: "Скрыли этот груз. Вернуть можно в профиле.",
  hiddenBefore: "Вы уже скрыли этот груз.",
  gone: "Этого груза больше нет.",
} as const;

/** The way to leave a phone, when there is none to answer with. */
export const leavePhone = "Укажите телефон и имя один раз — дальше откликаться можно одним нажатием.";
