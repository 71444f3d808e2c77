// What the bot says, in HTML of the Bot API. Values are escaped here and nowhere else.
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

/** Escapes text for the Bot API's HTML ("Formatting options"). */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function routeText({ from, to }: Pick<LoadLine, "from" | "to">): string {
  return `${from || "?"} → ${to || "?"}`;
}

function loadText(load: LoadLine): string {
  const distance = load.distanceKm === undefined ? "" : ` · ${formatDistance(load.distanceKm)}`;
  const facts = [
    load.loadingDate && formatWallClock(load.loadingDate),
    formatWeightVolume(load.weightKg, load.volumeM3),
    load.truckTypes.join(", "),
  ].filter(Boolean).join(" · ");
  const price = load.price ? `<b>${formatMoney(load.price)}</b>${perKm(load)}` : "Цена не указана";
  return [`<b>${escapeHtml(routeText(load))}</b>${distance}`, escapeHtml(facts), price].filter(Boolean).join(
    "\n",
  );
}

function perKm({ pricePerKm }: LoadLine): string {
  return pricePerKm ? ` (${formatPerKm(pricePerKm)})` : "";
}

export interface ResponseForDispatcher {
  readonly cargoId: string;
  readonly cargo: LoadLine;
  readonly name: string;
  readonly phone: string;
  readonly comment?: string | undefined;
  readonly offeredPrice?: Money | undefined;
}

export function dispatcherText(response: ResponseForDispatcher): string {
  const { cargoId, cargo, name, phone, comment, offeredPrice } = response;
  return [
    "Отклик на груз",
    "",
    loadText(cargo),
    "",
    `${escapeHtml(name)}, ${escapeHtml(phone)}`,
    offeredPrice && `Своя цена: <b>${formatMoney(offeredPrice)}</b>`,
    comment && `«${escapeHtml(comment)}»`,
    "",
    `Груз № ${escapeHtml(cargoId)}`,
  ].filter((line) => line !== undefined).join("\n");
}

/** The line that says who decided and when. */
export function decisionText(
  status: "accepted" | "rejected" | "completed" | "withdrawn",
  at: string,
  who: string | undefined,
): string {
  const words = {
    accepted: "✅ Принят",
    rejected: "❌ Отказ",
    completed: "🏁 Завершён",
    withdrawn: "↩️ Водитель отозвал отклик",
  };
  return `<b>${words[status]}</b>${who ? ` — ${escapeHtml(who)}` : ""}, ${formatMoment(at)}`;
}

export function confirmationText(cargo: LoadLine): string {
  return `Отклик отправлен диспетчеру.\n\n${loadText(cargo)}\n\nНапишем, как только решат.`;
}

export function decidedText(status: "accepted" | "rejected" | "completed", cargo: LoadLine): string {
  const words = {
    accepted: "✅ Ваш отклик приняли! Диспетчер свяжется с вами.",
    rejected: "По этому грузу выбрали другую машину.",
    completed: "🏁 Перевозка завершена. Оцените груз в приложении — это поможет другим водителям.",
  };
  return `${words[status]}\n\n${loadText(cargo)}`;
}

export const botTexts = {
  start: (name: string) =>
    `Здравствуйте${name ? `, ${escapeHtml(name)}` : ""}! Здесь грузы по всей России.\n\n` +
    "Откройте приложение, выберите груз и откликнитесь в одно касание — диспетчер увидит ваш телефон сразу.",
  help:
    "Нажмите «Грузы» — откроется список. Выберите груз и откликнитесь: диспетчер получит ваше имя и телефон, " +
    "а мы напишем сюда, когда он решит.\n\n/responses — мои отклики\n/help — эта подсказка",
  noResponses: "Вы ещё не откликались. Откройте список грузов и выберите свой.",
  unexpected: "Я пока понимаю только команды. Нажмите «Грузы», чтобы искать, или /help.",
  openApp: "Грузы",
  openResponse: "Открыть отклик",
  openCargo: "Открыть груз",
  accept: "Принять",
  reject: "Отклонить",
  complete: "Завершить",
  commands: [
    { command: "start", description: "Открыть грузы" },
    { command: "responses", description: "Мои отклики" },
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
