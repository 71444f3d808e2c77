// What a driver reads about saved searches, in Russian.
import { plural } from "./plural.ts";

export const searches = {
  title: "Поиски",
  lead: "Сохраните поиск — и бот напишет, как только появится подходящий груз.",
  empty: "Сохранённых поисков пока нет",
  emptyHint: "Задайте, что ищете, и бот сам напишет в чат о новых грузах. Следить за списком не придётся.",
  add: "Новый поиск",
  full: "Сохранено 20 поисков, больше нельзя. Удалите ненужный, чтобы добавить новый.",
  everything: "Все грузы биржи",
  alertsOn: "Бот пишет о новых грузах",
  alertsOff: "Уведомления выключены",
  quiet: (from: string, to: string) => `тихо с ${from} до ${to}`,
  matched: (count: number, at: string) =>
    `Сообщили про ${plural(count, "груз", "груза", "грузов")}, последний раз ${at}`,
  show: "Грузы",
  edit: "Изменить",
  pause: "Не писать",
  resume: "Писать о новых",
  /** The same buttons for ears: which search they are about. */
  about: (action: string, name: string) => `${action}: ${name}`,
  gone: "Поиска больше нет",
  toAll: "К поискам",
  backhaul: "Обратные грузы",
  backhaulOn: "Когда отклик примут, бот подскажет грузы обратно, чтобы не ехать пустым.",
  backhaulOff: "Сейчас выключено: обратные грузы бот не предлагает.",
  backhaulStop: "Не предлагать",
  backhaulResume: "Предлагать",
} as const;

export const searchForm = {
  newTitle: "Новый поиск",
  name: "Название",
  nameHint: "как вам удобно",
  wrong: "Поиск не сохранён: проверьте отмеченные поля.",
  what: "Что искать",
  changeWhat: "Изменить условия",
  alerts: "Писать мне о новых грузах",
  alertsHint: "До 50 сообщений в день. Если грузов сразу много, придёт одно.",
  quietTitle: "Тихие часы",
  quietHint:
    "В эти часы бот молчит: о новых грузах расскажет потом одним сообщением. Ответы на ваши отклики приходят всегда. " +
    "Время московское.",
  quietFrom: "С",
  quietTo: "До",
  save: "Сохранить поиск",
  saveChanges: "Сохранить изменения",
  test: "Показать, что нашлось бы сейчас",
  remove: "Удалить поиск",
  removeText: "Бот перестанет писать об этих грузах. Отклики останутся.",
  removeNow: "Удалить",
  defaultName: (from: string, to: string) =>
    from && to ? `${from} → ${to}` : from ? `Из: ${from}` : to ? `В: ${to}` : "Все грузы",
} as const;

export const found = {
  title: "Нашлось бы сейчас",
  count: (count: number, more: boolean) => {
    const words = plural(count, "груз", "груза", "грузов");
    return more ? `Больше чем ${words}. Первые из них:` : `${words[0]!.toUpperCase()}${words.slice(1)}.`;
  },
  nothing: "Сейчас таких грузов нет. Поиск можно сохранить: бот напишет, когда появятся.",
  down: "Биржа сейчас не отвечает, проверить не получилось. Сохранить поиск это не мешает.",
  wrong: "Сначала исправьте отмеченные поля.",
} as const;
