// What every screen of the console says, in Russian: its frame, its sections, who did what, what is wrong with an address.

export const consoleTexts = {
  product: "CargoTech Driver",
  title: "Консоль",
  skip: "К содержанию",
  sections: "Разделы консоли",
  events: "События",
  stream: "Поток",
  type: "Тип",
  actor: "Кто",
  request: "Запрос",
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
  keys: {
    heading: "Клавиши:",
    rows: "j и k — по строкам",
    open: "Enter — открыть",
    search: "/ — к условиям",
    earlier: "[ — раньше",
    later: "] — позже",
  },
} as const;

export const sections = {
  overview: "Обзор",
  events: "События",
  outbox: "Исходящие",
  cargotech: "CargoTech",
  projections: "Представления",
  verify: "Целостность",
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
  beyond_end: "Такой позиции ещё нет: укажите последнюю или раньше",
  not_limit: "Нужно целое число от 1 до 1000",
  not_time: "Нужно время, например 2026-03-03T14:03:00Z",
  not_status: "Можно queued, sent, failed, unknown или skipped",
  not_place: "Нужно значение next прошлой страницы",
  not_key: "Нужен ключ строки: массив JSON, например [700000101]",
  not_version: "Нужен номер версии этого потока, от 1",
  invalid_value: "Неверное значение",
} as const;
