// The console's list of messages to people.

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
  first: "В начало",
  more: "Дальше",
  due: "уйдёт",
  unknownHint: "«Исход неизвестен»: сообщение могло дойти. Отправляйте ещё раз, только если в чате его нет.",
  unreadable: (count: number) => `Не удаётся прочитать записей: ${count}. Остальные уходят как обычно.`,
  statuses: {
    queued: "в очереди",
    sent: "отправлено",
    failed: "не доставлено",
    unknown: "исход неизвестен",
    skipped: "чат закрыт, не отправляли",
  },
} as const;
