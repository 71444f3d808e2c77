// What is wrong with a field of the console's forms, queries and API, by code.

const sentences: Readonly<Record<string, string>> = {
  repeated: "Укажите одно значение",
  not_position: "Нужно целое число от 0",
  beyond_end: "Такой позиции ещё нет: укажите последнюю или раньше",
  not_limit: "Нужно целое число от 1 до 1000",
  not_time: "Нужно время, например 2026-03-03T14:03:00Z",
  not_status: "Можно queued, sent, failed, unknown или skipped",
  not_place: "Нужно значение next прошлой страницы",
  not_key: "Нужен ключ строки: массив JSON, например [700000101]",
  not_version: "Нужен номер версии этого потока, от 1",
  required: "Заполните это поле",
  invalid_reason: "Напишите причину: от 3 до 300 знаков",
  invalid_money: "Нужна сумма, например 499 или 499,50",
  invalid_amount: "Нужна сумма больше нуля",
  invalid_currency: "Вернуть можно только в валюте платежа",
  invalid_threshold: "Нужна сумма от 0 до 350 000 ₽",
  refund_too_large: "Вернуть можно не больше, чем осталось от платежа",
  invalid_days: "Нужно целое число дней от 1 до 3660",
  invalid_trial_days: "Нужно целое число дней от 0 до 365",
  invalid_grace_days: "Нужно целое число дней от 0 до 30",
  invalid_limit: "Нужно целое число от 1 до 1 000 000",
  invalid_time: "Нужны дата и время",
  invalid_period: "Конец должен быть позже начала",
  invalid_code: "Код: от 4 до 32 латинских букв и цифр",
  invalid_value: "От 1: процентов — до 100, рублей — до 350 000, дней — до 3660",
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
  too_long: "Слишком длинное значение",
};

const INVALID = "Неверное значение";

/** A code without a sentence of its own says that the value is wrong. */
export function fieldSentence(code: string): string {
  return sentences[code] ?? INVALID;
}
