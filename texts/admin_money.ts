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

/** Errors of the console's forms and queries about money, by code. */
export const moneyErrors: Readonly<Record<string, string>> = {
  required: "Заполните это поле",
  invalid_reason: "Напишите причину: от 3 до 300 знаков",
  invalid_money: "Нужна сумма, например 499 или 499,50",
  invalid_amount: "Нужна сумма больше нуля",
  invalid_currency: "Вернуть можно только в валюте платежа",
  invalid_threshold: "Нужна сумма от 0 до 350 000 ₽",
  refund_too_large: "Вернуть можно не больше, чем осталось от платежа",
  invalid_days: "Нужно целое число дней от 1 до 3660",
  invalid_setting_days: "Нужно целое число дней",
  invalid_limit: "Нужно целое число от 1 до 1 000 000",
  invalid_time: "Нужны дата и время",
  invalid_period: "Конец должен быть позже начала",
  invalid_code: "Код: от 4 до 32 латинских букв и цифр",
  invalid_value: "Неверное значение",
  invalid_choice: "Выберите одно из значений",
  invalid_secret: "Секрет: от 8 до 512 латинских букв, цифр и знаков без пробелов",
  invalid_webhook_token:
    "Токен: от 32 до 256 латинских букв, цифр, дефисов и подчёркиваний; до 4 через запятую",
  invalid_stripe_key: "Ключ Stripe начинается с sk_live_, sk_test_, rk_live_ или rk_test_",
  invalid_stripe_secret: "Секрет уведомлений Stripe начинается с whsec_; до 4 через запятую",
  invalid_name: "Название: от 1 до 60 знаков",
  invalid_price: "Цена: от 1 до 350 000 ₽; в звёздах — от 1",
  invalid_tariff_id: "Код тарифа: латинские строчные буквы, цифры и подчёркивание, до 32 знаков",
  no_tariffs: "Оставьте хотя бы один тариф",
  too_many_tariffs: "Не больше 20 тарифов",
  repeated_tariff_id: "Коды тарифов не должны повторяться",
  invalid_driver: "Номер водителя — целое число",
  invalid_id: "Номер: до 64 знаков",
  repeated: "Укажите одно значение",
  not_limit: "Нужно целое число от 1 до 1000",
  not_time: "Нужна дата",
  too_long: "Слишком длинное значение",
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
