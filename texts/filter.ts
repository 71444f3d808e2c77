// The conditions of the list and of saved searches, field by field, in Russian.
import { plural } from "./plural.ts";

export const filter = {
  title: "Фильтр",
  set: (count: number) => plural(count, "условие", "условия", "условий"),
  wrong: "Часть условий не понята, список показан без них.",
  mode: "Какие грузы",
  modes: { my: "Свои", all: "Все грузы" },
  startDate: "Дата загрузки",
  from: "Откуда",
  to: "Куда",
  cityUnknown: "Выберите город из подсказок: такого названия биржа не знает.",
  cityDown: "Подсказки городов сейчас не работают. Попробуйте через минуту.",
  pickedCity: (id: number) => `Город № ${id}`,
  wv: "Машина",
  anyWv: "Любая",
  truckTypes: "Кузов",
  loadTypes: "Способ загрузки",
  reset: "Сбросить",
} as const;
