// What the bot says, in HTML of the Bot API. Values go in through `line` and `cut` only, with lengths that keep every
// message within the 4,096 characters a message may have ("sendMessage").
import { cut, line } from "./bot_html.ts";
import {
  formatDistance,
  formatMoment,
  formatMoney,
  formatPerKm,
  formatWallClock,
  formatWeightVolume,
} from "./format.ts";

type Money = { readonly minor: number; readonly currency: "RUB" | "XTR" };

/** The load as far as messages speak of it. */
export interface LoadLine {
  readonly from: string;
  readonly to: string;
  readonly distanceKm?: number | undefined;
  readonly loadingDate?: string | undefined;
  readonly weightKg?: number | undefined;
  readonly volumeM3?: number | undefined;
  readonly price?: Money | undefined;
  readonly pricePerKm?: Money | undefined;
  readonly truckTypes: readonly string[];
}

/** Longest words of a load we repeat, in characters: upstream sets no limit. */
const LONGEST = { city: 80, date: 40, truckTypes: 300, number: 60 } as const;
/** Longest words of people: what the Mini App's forms and Telegram accept, and some. */
const LONGEST_WORDS = { name: 128, phone: 40, comment: 1000, cargoId: 40 } as const;

export function routeText({ from, to }: Pick<LoadLine, "from" | "to">): string {
  return `${line(from, LONGEST.city) || "?"} → ${line(to, LONGEST.city) || "?"}`;
}

export function loadText(load: LoadLine): string {
  const distance = load.distanceKm === undefined
    ? ""
    : ` · ${line(formatDistance(load.distanceKm), LONGEST.number)}`;
  const facts = [
    load.loadingDate && line(formatWallClock(load.loadingDate), LONGEST.date),
    line(formatWeightVolume(load.weightKg, load.volumeM3), LONGEST.number),
    line(load.truckTypes.join(", "), LONGEST.truckTypes),
  ].filter(Boolean).join(" · ");
  const price = load.price ? `<b>${moneyText(load.price)}</b>${perKm(load)}` : "Цена по запросу";
  return [`<b>${routeText(load)}</b>${distance}`, facts, price].filter(Boolean).join("\n");
}

function moneyText(money: Money): string {
  return line(formatMoney(money), LONGEST.number);
}

function perKm({ pricePerKm }: LoadLine): string {
  return pricePerKm ? ` (${line(formatPerKm(pricePerKm), LONGEST.number)})` : "";
}

export interface ResponseForDispatcher {
  /** Telegram's id of the driver, whose name leads to their chat; there is none once they are forgotten. */
  readonly driverId: number;
  readonly cargoId: string;
  readonly cargo: LoadLine;
  readonly name: string;
  readonly phone: string;
  readonly comment?: string | undefined;
  readonly offeredPrice?: Money | undefined;
}

export function dispatcherText(response: ResponseForDispatcher): string {
  const { driverId, cargoId, cargo, name, phone, comment, offeredPrice } = response;
  const person = line(name, LONGEST_WORDS.name);
  const who = phone === "" ? person : `<a href="tg://user?id=${driverId}">${person}</a>`;
  return [
    "Отклик на груз",
    "",
    loadText(cargo),
    "",
    [who, line(phone, LONGEST_WORDS.phone)].filter(Boolean).join(", ") || "Водитель удалил свои данные",
    offeredPrice && `Своя цена: <b>${moneyText(offeredPrice)}</b>`,
    comment && `«${cut(comment, LONGEST_WORDS.comment)}»`,
    "",
    `Груз № ${line(cargoId, LONGEST_WORDS.cargoId)}`,
  ].filter((line) => line !== undefined).join("\n");
}

/** The line that says who decided and when. */
export function decisionText(
  status: "seen" | "accepted" | "rejected" | "completed" | "withdrawn",
  at: string,
  who: string | undefined,
): string {
  const words = {
    seen: "👀 Смотрит",
    accepted: "✅ Принят",
    rejected: "❌ Отказ",
    completed: "🏁 Завершён",
    withdrawn: "↩️ Водитель отозвал отклик",
  };
  return `<b>${words[status]}</b>${who ? ` — ${line(who, LONGEST_WORDS.name)}` : ""}, ${formatMoment(at)}`;
}

export function confirmationText(cargo: LoadLine): string {
  return `Отклик отправлен диспетчеру.\n\n${loadText(cargo)}\n\nНапишем, как только решат.`;
}

export function decidedText(status: "accepted" | "rejected" | "completed", cargo: LoadLine): string {
  const words = {
    accepted: "✅ Ваш отклик приняли! Диспетчер свяжется с вами.",
    rejected: "По этому грузу выбрали другую машину.",
    completed: "🏁 Перевозка завершена. Как она прошла? Поставьте оценку.",
  };
  return `${words[status]}\n\n${loadText(cargo)}`;
}

export const botTexts = {
  openApp: "Грузы",
  openResponse: "Открыть отклик",
  openCargo: "Открыть груз",
  accept: "Принять",
  reject: "Отклонить",
  complete: "Завершить",
  commands: [
    { command: "start", description: "Открыть грузы" },
    { command: "responses", description: "Мои отклики" },
    { command: "searches", description: "Мои поиски и уведомления" },
    { command: "subscription", description: "Моя подписка" },
    { command: "paysupport", description: "Вопрос об оплате" },
    { command: "terms", description: "Условия подписки" },
    { command: "help", description: "Как это работает" },
  ],
} as const;

/** Toasts a dispatcher sees after pressing a button (≤ 200 characters). */
export const toasts = {
  accepted: "Принято, водитель получит сообщение",
  rejected: "Отказ отправлен водителю",
  completed: "Отмечено как завершённое",
  foreign: "Эти кнопки работают только в чате диспетчеров",
  outdated: "Эта кнопка больше не работает",
} as const;
