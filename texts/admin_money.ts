// What the console's pages about money have in common, in Russian: their names, what a form has done, what is wrong with it.

export const moneySections = {
  payments: "Платежи",
  subscriptions: "Подписки",
  promoCodes: "Промокоды",
  settings: "Настройки",
  flags: "Флаги",
  audit: "Аудит",
} as const;

export const providers = { yookassa: "ЮKassa", stars: "Telegram Stars", stripe: "Stripe" } as const;

/** What has been done, by the code the address carries after a form. */
export const doneTexts: Readonly<Record<string, string>> = {
  refund: "Возврат запрошен. Деньги уходят, доступ изменится после подтверждения провайдера.",
  refund_proposed: "Возврат записан и ждёт второго администратора. Деньги пока не уходят.",
  refund_declined: "Возврат отклонён.",
  dispute: "Спор открыт.",
  settled: "Спор решён.",
  resolved: "Расхождение разобрано.",
  linked: "Платёж отнесён.",
  days: "Дни начислены.",
  created: "Промокод создан.",
  deactivated: "Промокод выключен.",
  saved: "Сохранено.",
  recheck_accepted: "Провайдер ответил: учтено новое.",
  recheck_duplicate: "Провайдер ответил: ничего нового.",
  recheck_mismatch: "Провайдер ответил, но данные расходятся с нашими.",
  recheck_ignored: "Провайдер ответил: это ничего не меняет.",
  recheck_unknown_object: "Провайдер такого платежа не знает.",
  recheck_refetch_failed: "Провайдер не ответил. Попробуйте позже.",
};

const moscowDate = new Intl.DateTimeFormat("ru-RU", {
  timeZone: "Europe/Moscow",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** "03.03.2026 14:03", Moscow time, of an ISO 8601 moment or UTC milliseconds. */
export function formatMinute(at: string | number): string {
  return moscowDate.format(new Date(at)).replace(",", "");
}

/** "03.03" of "2026-03-03". */
export function formatDay(day: string): string {
  return `${day.slice(8)}.${day.slice(5, 7)}`;
}
