// One stream in the console: its story, its state at any version, what changed between two.

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
