// Views and their rebuilds in the console, and the check of the log they are folded from.

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
  ok: "Журнал цел: всё на месте и ничего не изменено.",
  bad: "Журнал повреждён.",
  events: "Проверено событий",
  firstBad: "Первое повреждённое",
  head: (position: number) => `Хеш последнего события, ${position}`,
  signed: (position: number) => `Ежечасная подпись журнала, до события ${position},`,
} as const;
