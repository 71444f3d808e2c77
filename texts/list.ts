// The list of loads and its filter as a sheet, in Russian.
import { formatCount, plural } from "./plural.ts";

const cargos = (count: number) => plural(count, "груз", "груза", "грузов");

export const list = {
  title: "Грузы",
  shownFrom: (from: number, to: number) => `Грузы с ${from} по ${to}`,
  checked: (age: string) => `проверено ${age}`,
  first: "К началу списка",
  respond: "Откликнуться",
  route: (from: string, to: string) => `Откуда: ${from}. Куда: ${to}`,
  unknownPlace: "не указано",
  noPrice: "Цена по запросу",
  empty: "Ничего не нашлось",
  emptyHint: "Сбросьте часть условий или посмотрите все грузы биржи.",
  emptyPage: "Дальше грузов нет",
  emptyPageHint: "Вернитесь к началу списка: новые грузы появляются сверху.",
  emptyAllHint: "Загляните через несколько минут: грузы появляются весь день.",
  showAll: "Показать все грузы",
  down: "Биржа не отвечает",
  downHint: "Мы пробуем достучаться сами. Обновите страницу через минуту.",
  denied: "Доступ закрыт, напишите в поддержку",
  deniedHint: "Биржа закрыла нам доступ. Мы уже разбираемся; вопросы можно оставить в чате с ботом.",
  support: "Написать в поддержку",
  retry: "Обновить",
} as const;

export const bar = {
  label: "Условия поиска",
  chips: "Что выбрано",
  remove: (what: string) => `Убрать условие: ${what}`,
  save: "Сохранить поиск",
  saveShort: "Сохранить",
} as const;

export const sorting = {
  label: "Сортировка",
  ways: {
    "": "Как на бирже",
    price: "Сначала дорогие",
    price_per_km: "Выше ставка за км",
    date: "Раньше загрузка",
    distance: "Сначала короткие",
  },
  partly: (count: number) =>
    `По порядку первые ${cargos(count)}. Есть ещё: добавьте условий, чтобы увидеть лучшие из всех.`,
} as const;

/** Apart from the words of the form: all of them would travel to the phone along with this one. */
export const closeSheet = "Закрыть";

export const sheet = {
  radius: "Радиус, км",
  radiusAround: (end: string) => `Радиус, км: ${end.toLowerCase()}`,
  ownTruck: "Своя машина, если её нет в списке",
  tonnes: "Тонн",
  cubicMetres: "Кубов, м³",
  bothNeeded: "Укажите и тонны, и кубы",
  from: "от",
  to: "до",
  price: "Цена, ₽",
  pricePerKm: "Ставка, ₽/км",
  distance: "Расстояние, км",
} as const;

export const city = {
  hint: "Город",
  found: (count: number) =>
    count === 0
      ? "Такого города нет"
      : `${plural(count, "вариант", "варианта", "вариантов")}, выбирайте стрелками`,
} as const;

/** What the button of the filter says once it is known what it would find. */
export const matches = {
  apply: "Показать грузы",
  count: (count: number, exact: boolean) =>
    count === 0
      ? "Таких грузов нет"
      : exact
      ? `Показать ${cargos(count)}`
      : `Показать больше ${cargos(count)}`,
} as const;

export const paging = {
  shown: (count: number, total: number | undefined) =>
    total === undefined ? `Показано ${cargos(count)}` : `Показано ${count} из ${formatCount(total)}`,
  more: "Ещё",
  loading: "Загружаем…",
  failed: "Не загрузилось. Ещё раз",
} as const;

export const card = {
  back: "Обратно",
  backFrom: (from: string, to: string) => `Обратно: грузы ${from} — ${to}`,
  loading: "Загрузка: ",
  size: "Вес и объём: ",
  distance: "Расстояние: ",
  gone: "Груза больше нет",
} as const;

export const nothing = {
  loosen: "Что можно убрать:",
  save: "Сообщить, когда такой груз появится",
} as const;
