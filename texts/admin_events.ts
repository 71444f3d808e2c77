// The console's history: the live tail and one event.
import { plural } from "./admin_plural.ts";

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
