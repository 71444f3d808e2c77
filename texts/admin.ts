// Everything an administrator reads in the console, in Russian.

export const consoleTexts = {
  product: "CargoTech Driver",
  title: "Консоль",
  skip: "К содержанию",
  sections: "Разделы консоли",
  events: "События",
  stream: "Поток",
  type: "Тип",
  actor: "Кто",
  from: "С",
  to: "По",
  moscowTime: "время московское",
  find: "Найти",
  reset: "Сбросить",
  position: "№",
  at: "Время, МСК",
  data: "Данные",
  older: "Раньше",
  newer: "Позже",
  newest: "К новым",
  noEvents: "Таких событий нет.",
  noEventsYet: "Событий пока нет: они появятся здесь сами.",
  noMatches: "Измените условия или сбросьте их.",
  examples: { stream: "driver-100500", type: "CargoResponded", actor: "driver:100500" },
  keys: "Клавиши: j и k — по строкам, Enter — раскрыть, / — к условиям, [ и ] — версия раньше и позже",
} as const;

export const liveTexts = {
  on: "Обновляется само",
  paused: "Пауза",
  connecting: "Нет связи, подключаемся…",
  pause: "Остановить",
  resume: "Продолжить",
  waiting: (count: number) => `${plural(count, "новое событие", "новых события", "новых событий")} за паузу`,
  arrived: (count: number) => `+${count}`,
} as const;

export const streamTexts = {
  timeline: "История",
  stateAt: (version: number, latest: number) =>
    version === latest
      ? `Состояние сейчас, версия ${version}`
      : `Состояние на версии ${version} из ${latest}`,
  changedBy: (version: number, type: string) => `Что изменила версия ${version}: ${type}`,
  begins: "С этого события поток начинается.",
  unchanged: "Состояние не изменилось.",
  field: "Поле",
  before: "Было",
  after: "Стало",
  earlier: "Версия раньше",
  later: "Версия позже",
  latest: "К последней",
  versions: "Версии",
  allEvents: "Все события потока",
  shownPart: (first: number, last: number, latest: number) =>
    `Показаны версии ${first}–${last} из ${latest}; остальные — среди всех событий потока.`,
  unknown: (streamId: string) => `Потока «${streamId}» нет: в журнале ни одного его события.`,
  badVersion: (latest: number) => `Такой версии нет: у потока версии от 1 до ${latest}.`,
  correlation: "Запрос",
  causation: "Причина",
} as const;

export const actorKinds = {
  driver: "водитель",
  dispatcher: "диспетчер",
  staff: "сотрудник",
  system: "система",
} as const;

/** What is wrong with a parameter, by code. */
export const queryErrors = {
  repeated: "Укажите одно значение",
  too_long: "Слишком длинное значение: до 500 знаков",
  not_position: "Нужно целое число от 0",
  not_limit: "Нужно целое число от 1 до 1000",
  not_time: "Нужно время, например 2026-03-03T14:03:00Z",
  not_version: "Нужен номер версии этого потока, от 1",
  invalid_value: "Неверное значение",
} as const;

const moscow = new Intl.DateTimeFormat("ru-RU", {
  timeZone: "Europe/Moscow",
  day: "2-digit",
  month: "2-digit",
  year: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** "03.03.26 14:03:07", Moscow time, of an ISO 8601 UTC moment. */
export function formatSecond(iso: string): string {
  return moscow.format(new Date(iso)).replace(",", "");
}

const russian = new Intl.PluralRules("ru-RU");

function plural(count: number, one: string, few: string, many: string): string {
  const rule = russian.select(count);
  return `${count} ${rule === "one" ? one : rule === "few" ? few : many}`;
}
