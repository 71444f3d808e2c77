// What every screen of the Mini App says, and the way in and out of it, in Russian.

export const app = {
  name: "CargoTech Driver",
  tabs: { label: "Разделы", list: "Грузы", searches: "Поиски", responses: "Отклики", profile: "Профиль" },
  skip: "К содержанию",
  back: "Назад",
  title: (page: string) => `${page} — CargoTech`,
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
  outsideLead: "Приложение работает внутри Telegram. Откройте бота и нажмите «Грузы».",
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
  back: "Назад",
  overview: "К обзору",
} as const;
