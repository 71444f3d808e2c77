// What a driver reads in the profile beyond texts/driver.ts, in Russian.

export const defaults = {
  title: "Для откликов",
  lead: "Подставим в каждый новый отклик. Видит только диспетчер груза, на который вы откликнулись.",
  phone: "Телефон",
  name: "Имя",
  comment: "Комментарий по умолчанию",
  commentHint: "необязательно",
  save: "Сохранить",
  saving: "Сохраняем…",
  saved: "Сохранено: подставим в следующий отклик.",
  wrong: "Не сохранено: проверьте отмеченные поля.",
  verified: "Номер подтверждён Telegram",
} as const;

export const session = {
  title: "Вход",
  hint: "Вход всегда один: если открыть приложение на другом телефоне, здесь оно закроется.",
  signOut: "Выйти на всех устройствах",
} as const;

export const places = {
  favourites: "Избранное",
  favouritesHint: (count: number) => count === 0 ? "Пока пусто" : `Грузов: ${count}`,
} as const;
