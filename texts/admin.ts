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
  keys: "Клавиши: j и k — по строкам, Enter — раскрыть, / — к условиям, [ и ] — версия раньше и позже",
} as const;

export const sections = {
  overview: "Обзор",
  events: "События",
  outbox: "Исходящие",
  cargotech: "CargoTech",
  projections: "Представления",
} as const;

export const cargotechTexts = {
  title: "CargoTech",
  states: { ok: "Работает", degraded: "Сбоит", down: "Не отвечает", denied: "Доступ закрыт" },
  breaker: "Предохранитель",
  breakers: { closed: "замкнут", open: "разомкнут", "half-open": "пробует" },
  token: "Токен получен",
  until: "годен до",
  noToken: "Токена нет: он появится с первым вопросом.",
  history: "История учётной записи",
  budget: "Запросы за минуту",
  perMinute: "Можно",
  used: "Использовано",
  waiting: "Ждут очереди",
  paused: "Биржа просила молчать до",
  caches: "Кэш ответов",
  cache: "Кэш",
  size: "Ответов",
  of: (size: number, largest: number) => `${size} из ${largest}`,
  ttl: "Свежий",
  seconds: (count: number) => `${count} с`,
  hitRate: "Без ожидания",
  outcomes: {
    hit: "Свежих",
    stale: "Старых",
    miss: "Спрошено",
    rescued: "Выручил",
    failed: "Нечего показать",
  },
  action: "Действие",
  clear: "Очистить",
  clearHint:
    "Счётчики — с запуска процесса. Очистка записывается в журнал; если биржа не отвечает, показать будет нечего.",
} as const;

export const overviewTexts = {
  title: "Обзор",
  today: "Сегодня",
  log: "Журнал",
  position: "Событий в журнале",
  lag: "Отставание представлений, событий",
  figures: {
    registered: "Новых водителей",
    signIns: "Входов",
    responses: "Откликов",
    accepted: "Принято",
    rejected: "Отказано",
    sent: "Сообщений отправлено",
    failed: "Не доставлено",
    unknown: "Исход неизвестен",
  },
} as const;

export const chartTexts = {
  heading: "События по часам",
  title: (hours: number) => `События по часам за ${plural(hours, "час", "часа", "часов")}, по видам`,
  highest: (count: number) => `Больше всего за час: ${count}`,
  hour: "Час",
  others: "прочие",
  asTable: "То же таблицей",
} as const;

export const liveTexts = {
  on: "Обновляется само",
  paused: "Пауза",
  connecting: "Нет связи, подключаемся…",
  pause: "Остановить",
  resume: "Продолжить",
  waiting: (count: number) => `${plural(count, "новое событие", "новых события", "новых событий")} за паузу`,
  arrived: (count: number) => `+${count}`,
  newestOnly: (count: number) => `Здесь последние ${count}; что было раньше — на следующих страницах.`,
  reload: "Показать с начала",
} as const;

export const eventTexts = {
  causes: "Причины и следствия",
  request: "Всё, что сделал запрос",
  through: "через сообщение",
  envelope: "Обстоятельства",
  neighbours: "Соседние события",
  before: "Предыдущее",
  after: "Следующее",
  more: "Запрос сделал больше, чем здесь показано: первые 200 событий.",
} as const;

export const streamTexts = {
  timeline: "История",
  stateAt: (version: number, latest: number) =>
    version === latest
      ? `Состояние сейчас, версия ${version}`
      : `Состояние на версии ${version} из ${latest}`,
  changedBy: (version: number, type: string) => `Что изменила версия ${version}: ${type}`,
  changedBetween: (since: number, version: number) =>
    since === 0 ? `Всё до версии ${version}` : `Что изменилось от версии ${since} к версии ${version}`,
  begins: "С этого события поток начинается.",
  scrubber: "Версия",
  compareWith: "Сравнить с версией",
  compare: "Сравнить",
  compareHint: "0 — с самым началом",
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
} as const;

export const outboxTexts = {
  title: "Исходящие",
  all: "Все",
  chat: "Чат",
  kind: "Сообщение",
  status: "Состояние",
  attempts: "Попыток",
  error: "Ошибка",
  actions: "Действия",
  retry: "Отправить ещё раз",
  cancel: "Отменить",
  empty: "Таких сообщений нет.",
  shown: (count: number) => `Показаны последние ${count}.`,
  unknownHint: "«Исход неизвестен»: сообщение могло дойти. Отправляйте ещё раз, только если в чате его нет.",
  statuses: {
    queued: "в очереди",
    sent: "отправлено",
    failed: "не доставлено",
    unknown: "исход неизвестен",
  },
} as const;

export const projectionTexts = {
  title: "Представления",
  hint:
    "Каждое представление — свёртка журнала. Перестройка идёт рядом: пока она не закончена, видно прежнее.",
  name: "Название",
  version: "Версия",
  position: "Позиция",
  lag: "Отстаёт на",
  rate: "Событий/с",
  error: "Ошибка",
  rebuildColumn: "Перестройка",
  rebuild: "Перестроить",
  rebuilding: "Перестраивается",
  progress: (position: number, target: number, perSecond: number) =>
    `${position} из ${target}, ${perSecond} событий/с`,
  failed: "Не получилось, видно прежнее:",
  builtFirst: (position: number) => `Построено до события ${position}; сравнить было не с чем.`,
  identical: (position: number) => `Совпадает с журналом до события ${position}: ни одной другой строки.`,
  different: (position: number) =>
    `Строки расходились с журналом. Теперь видно перестроенное до события ${position}.`,
  firstDifference: "Первое расхождение:",
} as const;

export const verifyTexts = {
  heading: "Целостность журнала",
  hint:
    "Проверяются номера, версии потоков, цепочка хешей и копии событий. Миллион событий — около четверти минуты.",
  verify: "Проверить журнал",
  ok: "Журнал цел: всё на месте и ничего не изменено.",
  bad: "Журнал повреждён.",
  events: "Проверено событий",
  firstBad: "Первое повреждённое",
  head: (position: number) => `Хеш последнего события, ${position}`,
  signed: (position: number) => `Подпись журнала до события ${position},`,
  back: "К представлениям",
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
  not_status: "Можно queued, sent, failed или unknown",
  not_key: "Нужен ключ строки: массив JSON, например [700000101]",
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

const moscowHour = new Intl.DateTimeFormat("ru-RU", {
  timeZone: "Europe/Moscow",
  day: "2-digit",
  month: "2-digit",
  hour: "2-digit",
});

/** "03.03 14:00", Moscow time, of the ISO 8601 UTC moment an hour begins. */
export function formatHour(iso: string): string {
  const parts = Object.fromEntries(
    moscowHour.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  );
  return `${parts["day"]}.${parts["month"]} ${parts["hour"]}:00`;
}

const russian = new Intl.PluralRules("ru-RU");

function plural(count: number, one: string, few: string, many: string): string {
  const rule = russian.select(count);
  return `${count} ${rule === "one" ? one : rule === "few" ? few : many}`;
}
