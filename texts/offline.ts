// What a driver reads while there is no connection, in Russian; also bundled into the service worker.

export const offline = {
  title: "Нет связи",
  /** The page was kept on the phone; `at`: when, in words. */
  kept: (at: string) => `Нет связи. Показываем сохранённое ${at}: цены могли измениться.`,
  now: "Нет связи. Что открыто, можно читать; отклик отправится, когда связь появится.",
  notKept: "Эта страница на телефоне не сохранена. Когда связь появится, обновите её.",
  toList: "Открыть сохранённый список",
  retry: "Попробовать ещё раз",
} as const;

export const waiting = {
  queued: "Отклик сохранён на телефоне и отправится, когда появится связь.",
  cancel: "Не отправлять",
  sent: "Связь появилась: отклик отправлен.",
  refused: "Отклик, который ждал связи, не принят: проверьте груз и отправьте ещё раз.",
  open: "Открыть груз",
} as const;

const MOSCOW = { timeZone: "Europe/Moscow", hour: "2-digit", minute: "2-digit" } as const;

/** A moment in words, Moscow time: "в 14:03" today, else "20 ноября в 14:03". Milliseconds since the epoch. */
export function savedAt(at: number, now: number): string {
  const day = (moment: number) =>
    format(moment, { timeZone: MOSCOW.timeZone, day: "numeric", month: "long" });
  const time = `в ${format(at, MOSCOW)}`;
  return day(at) === day(now) ? time : `${day(at)} ${time}`;
}

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("ru-RU", options).format(at);
}
