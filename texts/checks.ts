// What the console says about a check of the whole history.

const count = new Intl.NumberFormat("ru-RU");

export const checkTexts = {
  never: "После запуска сервера журнал ещё не проверяли.",
  hint: "Страницу можно закрыть: проверка продолжится.",
  begin: "Проверить журнал",
  again: "Проверить ещё раз",
  running: "Журнал проверяется",
  proving: (percent: number, total: number) => `${percent} % из ${count.format(total)} записей`,
  locating: (percent: number) => `Что-то не сходится. Ищем место: ${percent} %`,
  callOff: "Остановить проверку",
  calledOff: "Проверка остановлена, результата нет.",
  failed: "Проверка сорвалась, о журнале она ничего не говорит:",
  at: "Проверка начата",
  state: "Проверка журнала",
  states: { never: "не было", running: "идёт", called_off: "остановлена", failed: "сорвалась" },
  whole: "цел",
  damaged: "повреждён",
} as const;
