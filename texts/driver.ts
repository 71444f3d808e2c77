// Everything a driver reads in the Mini App beyond refusals and statuses, in Russian.
import { plural } from "./plural.ts";

export const app = {
  name: "CargoTech Driver",
  tabs: { label: "Разделы", list: "Грузы", searches: "Поиски", responses: "Отклики", profile: "Профиль" },
  skip: "К содержанию",
  back: "Назад",
  title: (page: string) => `${page} — CargoTech`,
} as const;

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
  downHint: "Мы пробуем достучаться сами. Обновите список через минуту.",
  denied: "Доступ закрыт, напишите в поддержку",
  deniedHint: "Биржа закрыла нам доступ. Мы уже разбираемся; вопросы можно оставить в чате с ботом.",
  support: "Написать в поддержку",
  retry: "Обновить",
} as const;

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
  truckTypes: "Тип кузова",
  loadTypes: "Загрузка",
  reset: "Сбросить",
} as const;

export const cargo = {
  loading: "Загрузка",
  unloading: "Выгрузка",
  distance: "Расстояние",
  size: "Вес и объём",
  trucks: "Кузов",
  loads: "Способ загрузки",
  kind: "Груз",
  shipper: "Грузовладелец",
  company: "Разместил",
  inn: (inn: string) => `ИНН ${inn}`,
  number: (id: string) => `Груз № ${id}`,
  comment: "Комментарий",
  contacts: "Контакты",
  noContacts: "Телефон не указан. Откликнитесь — диспетчер перезвонит.",
  call: "Позвонить",
  callTo: (phone: string) => `Позвонить ${phone}`,
  gone: "Этого груза больше нет на бирже. Показываем, каким он был, когда вы откликнулись.",
  goneTitle: "Груза больше нет",
  toList: "К списку грузов",
  extras: "Ещё о грузе",
  yes: "да",
  /** Names of what upstream says beyond the documented fields; others are not shown. */
  extraNames: {
    krugoreis: "Кругорейс",
    partialLoad: "Догруз",
    gps: "GPS-слежение",
    temperature: "Температура",
    adr: "ADR",
    belts: "Ремни",
    medbook: "Медкнижка",
    integrate: "Обмен данными",
  } as Readonly<Record<string, string>>,
} as const;

export const respond = {
  notSent: "Отклик не отправлен: прервалась связь или закончилась сессия. Проверьте и отправьте ещё раз.",
  title: "Откликнуться",
  lead: "Диспетчер сразу увидит ваше имя и телефон. Это бесплатно.",
  phone: "Телефон",
  name: "Имя",
  comment: "Комментарий",
  optional: "необязательно",
  price: "Своя цена, ₽",
  submit: "Отправить отклик",
  sending: "Отправляем…",
  wrong: "Отклик не отправлен: проверьте отмеченные поля.",
  yours: "Ваш отклик",
  sent: "Отклик отправлен. Напишем в чат, как только диспетчер решит.",
  withdraw: "Отозвать отклик",
  withdrawHint: "Откликнуться на этот груз снова будет нельзя.",
  offered: "Ваша цена",
  rate: "Как прошла перевозка?",
  stars: (count: number) => plural(count, "звезда", "звезды", "звёзд"),
  rateSubmit: "Оценить",
  rated: (count: number) => `Ваша оценка: ${count} из 5. Спасибо!`,
  timeline: "Что происходило",
  moscow: "время московское",
} as const;

/** What a status means for the driver and what comes next. */
export const nextSteps = {
  sent: "Передаём диспетчеру.",
  delivered: "Диспетчер получил отклик. Ждём решения.",
  seen: "Диспетчер посмотрел отклик. Ждём решения.",
  accepted: "Вас выбрали! Диспетчер позвонит на указанный телефон.",
  rejected: "Выбрали другую машину. Посмотрите похожие грузы.",
  completed: "Перевозка завершена.",
  withdrawn: "Вы отозвали отклик.",
} as const;

export const responses = {
  title: "Отклики",
  empty: "Откликов пока нет",
  emptyHint: "Выберите груз и откликнитесь: здесь появится, что решил диспетчер.",
  toList: "Выбрать груз",
  open: "Открыть груз",
} as const;

export const profile = {
  title: "Профиль",
  phone: "Телефон для откликов",
  noPhone: "Сохраним из первого отклика",
  telegram: "Telegram",
  contactName: "Имя в откликах",
  data: "Что с вашими данными",
  dataText: [
    "Имя и телефон видит только диспетчер груза, на который вы откликнулись.",
    "Мы храним их зашифрованными и не передаём рекламе.",
    "Удалить их можно здесь же, внизу страницы.",
  ],
  plan: "Подписка",
  admin: "Консоль администратора",
  signOut: "Выйти",
  forget: "Удалить мои данные",
  forgetText:
    "Имя, телефон и комментарии удалятся навсегда, в том числе из прежних откликов. Вернуть их не сможет никто.",
  forgetConfirm: "Понимаю, удалить навсегда",
  forgetNow: "Удалить",
  forgottenTitle: "Данные удалены",
  forgottenText: "Закройте приложение. Если откроете его снова, мы познакомимся заново.",
} as const;

export const signedOut = {
  title: "Вы вышли",
  text: "Отклики и чат с ботом остаются на месте.",
  back: "Войти снова",
} as const;

export const signIn = {
  title: "Входим…",
  lead: "Проверяем вход через Telegram",
  failed: "Не получилось войти",
  offline: "Нет связи. Проверьте интернет и попробуйте ещё раз.",
  outside: "Откройте в Telegram",
  outsideLead: "Грузы показываем водителям, вошедшим через Telegram. Откройте бота и нажмите «Грузы».",
  openBot: "Открыть бота",
  retry: "Попробовать ещё раз",
  noScript: "В этом браузере выключен JavaScript: без него Telegram не может подтвердить вход. " +
    "Включите его и обновите страницу.",
} as const;

export const errorPage = {
  notFound: "Страница не найдена",
  broken: "Что-то сломалось",
  refused: "Не получилось",
  home: "К списку грузов",
} as const;
