// The console's first screen: today and the last hours.
import { plural } from "./admin_plural.ts";

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
  highest: (count: string) => `Больше всего за час: ${count}`,
  hour: "Час",
  others: "прочие",
  asTable: "То же таблицей",
} as const;
