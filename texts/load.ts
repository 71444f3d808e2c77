// What a driver reads on the page of one load beyond its facts, in Russian.

export const load = {
  share: "Поделиться",
  shareText: (route: string, price: string) => price === "" ? route : `${route}, ${price}`,
  copyPhone: (phone: string) => `Копировать ${phone}`,
  copy: "Копировать",
  copied: "Скопировано",
  onTheWay: (distance: string) => `${distance} в пути`,
  from: "Откуда",
  to: "Куда",
  gone: "Этого груза больше нет на бирже.",
} as const;

export const respondExtras = {
  sharePhone: "Взять номер из Telegram",
  shared: "Номер из Telegram подставлен.",
  notShared: "Telegram не передал номер. Введите его сами.",
  withdrawTitle: "Отозвать отклик",
  withdrawQuestion: "Диспетчер увидит, что вы отказались. Откликнуться на этот груз снова будет нельзя.",
  withdrawYes: "Да, отозвать",
  ratingComment: "Что запомнилось",
} as const;

export const responseGroups = {
  active: "Сейчас",
  past: "Раньше",
  noneActive: "Активных откликов нет.",
} as const;
