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
  reason: "Причина",
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
