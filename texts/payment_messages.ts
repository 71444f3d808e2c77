// What the bot says about money and access, in HTML of the Bot API; lengths keep every message within its 4,096
// characters.
import { line } from "./bot_html.ts";
import { formatDatedMoment, formatMoment, formatMoney } from "./format.ts";
import { cancelReason, daysText, isDismissed, payment } from "./payments.ts";

type Money = Parameters<typeof formatMoney>[0];

const LONGEST = { tariff: 60, number: 60 } as const;
/** Non-breaking spaces of formatted values stay as they are. */
const value = (text: string) => line(text, LONGEST.number);
const until = (expiresAt: string | null) =>
  expiresAt === null ? "" : `Доступ до <b>${value(formatDatedMoment(expiresAt))}</b> (московское время).`;

export function paidText(paid: { amount: Money; tariff: string } | null, expiresAt: string | null): string {
  const what = paid && paid.amount.minor > 0
    ? `: ${value(formatMoney(paid.amount))}, «${line(paid.tariff, LONGEST.tariff)}»`
    : paid
    ? `: «${line(paid.tariff, LONGEST.tariff)}» бесплатно, по промокоду`
    : "";
  return `✅ Оплата прошла${what}.\n\n${until(expiresAt)}`;
}

export function notPaidText(amount: Money, tariff: string, reason: string): string {
  return `Оплата не прошла: ${value(formatMoney(amount))}, «${line(tariff, LONGEST.tariff)}».\n\n` +
    `${cancelReason(reason)} ${isDismissed(reason) ? payment.askUs : "Деньги не списаны."}`;
}

/** `expiresAt`: until when there is access now, null when there is none. */
export function refundedText(amount: Money, expiresAt: string | null): string {
  const arrival = amount.currency === "XTR"
    ? "Звёзды уже на вашем балансе в Telegram."
    : "Деньги придут туда, откуда платили, обычно за несколько дней.";
  return `↩️ Вернули вам ${value(formatMoney(amount))}. ${arrival}` +
    `\n\n${expiresAt === null ? "Подписка закончилась." : until(expiresAt)}`;
}

/** To an administrator who has to agree to it, or not. */
export function refundWaitsText(amount: Money, paymentId: string): string {
  return `↩️ Возврат ${value(formatMoney(amount))} ждёт вашего решения.\n\n` +
    `Платёж <code>${
      line(paymentId, LONGEST.number)
    }</code>. Пока второй администратор не согласится, деньги не вернутся.`;
}

export function trialText(expiresAt: string): string {
  return `🎁 Пробный период начался: всё открыто, платить не нужно.\n\n${until(expiresAt)}`;
}

export function daysGrantedText(days: number | undefined, expiresAt: string): string {
  return `🎁 Вам добавили ${days === undefined ? "дней" : daysText(days)}.\n\n${until(expiresAt)}`;
}

/** `expiresAt`: until when there is access now, null when there is none. */
export function renewalFailedText(expiresAt: string | null): string {
  const then = "Пополните звёзды в Telegram и продлите подписку по кнопке.";
  const access = until(expiresAt);
  return `⚠️ Подписка не продлилась: Telegram не смог списать звёзды.\n\n${then}${access && `\n\n${access}`}`;
}

export interface Ending {
  readonly about: "ends_in_3_days" | "ends_in_1_day" | "ended";
  readonly trial: boolean;
  readonly expiresAt: string;
  /** Access goes on until then; absent without days of grace. */
  readonly graceEndsAt?: string;
  /** What will not work any more without it. */
  readonly loses: { readonly respond: boolean; readonly contacts: boolean };
}

export function endingText({ about, trial, expiresAt, graceEndsAt, loses }: Ending): string {
  const what = trial ? "Пробный период" : "Подписка";
  const ends = value(formatMoment(expiresAt));
  const news = {
    ends_in_3_days: `⏳ ${what} заканчивается через 3 дня: <b>${ends}</b>.`,
    ends_in_1_day: `⏳ ${what} заканчивается завтра: <b>${ends}</b>.`,
    ended: trial ? "Пробный период закончился." : "Подписка закончилась.",
  }[about];
  const lost = [loses.respond && "откликаться", loses.contacts && "видеть телефоны"].filter(Boolean).join(
    " и ",
  );
  const then = lost === ""
    ? "Пользоваться грузами и откликами пока можно и без неё."
    : about !== "ended"
    ? `Без неё нельзя будет ${lost}.`
    : graceEndsAt === undefined
    ? `Продлите её, чтобы снова ${lost}.`
    : `Пока всё открыто — до ${value(formatMoment(graceEndsAt))}. Потом нельзя будет ${lost}.`;
  return `${news}\n\n${then}`;
}

interface Standing {
  readonly status: "none" | "trial" | "active" | "grace" | "expired";
  readonly expiresAt?: string;
}

/** `isFree`: nothing needs a subscription now. */
export function subscriptionText(
  { status, expiresAt = "" }: Standing,
  { isFree }: { isFree: boolean },
): string {
  const end = expiresAt && value(formatDatedMoment(expiresAt));
  const news = {
    none: "Подписки нет.",
    trial: `Пробный период до <b>${end}</b>.`,
    active: `Подписка до <b>${end}</b>.`,
    grace: `Подписка закончилась ${end}, но пока всё открыто.`,
    expired: `Подписка закончилась ${end}.`,
  }[status];
  return isFree
    ? `${news}\n\nСейчас всё бесплатно и без неё.`
    : `${news}\n\nТарифы, промокоды и платежи — по кнопке.`;
}

export const paymentButtons = {
  subscription: "Моя подписка",
  again: "Попробовать ещё раз",
  extend: "Продлить",
  loads: "Искать грузы",
  refund: "Решить о возврате",
} as const;

/** Answers to commands and to a press that needs a subscription. */
export const paymentReplies = {
  required: "Чтобы откликаться, нужна подписка. Посмотрите тарифы: откроются отклики на все грузы.",
  paysupport:
    "Деньги списались, а доступа нет? Обычно хватает подождать десять минут: мы сами сверяемся с платёжной системой.\n\n" +
    "Не помогло или нужен возврат — ответьте сюда одним сообщением: что случилось и номер платежа из раздела «Подписка». " +
    "Telegram по таким вопросам не помогает, отвечаем мы.",
  terms:
    "Подписка открывает отклики и контакты на выбранный срок. Второй раз без вашего согласия ничего не спишется. " +
    "Дни новой оплаты прибавляются к оставшимся. Вопросы об оплате и возврате — /paysupport.",
} as const;
