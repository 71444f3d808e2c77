// Answering a load and what becomes of the answer, in Russian.
import { plural } from "./plural.ts";

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
  offered: "Ваша цена",
  similar: "Похожие грузы",
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
