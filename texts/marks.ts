// What a driver reads about favourites and about what is hidden, in Russian.

export const marks = {
  keep: "В избранное",
  kept: "В избранном",
  unkeep: "Убрать из избранного",
  hideTitle: "Не подходит?",
  hideCargo: "Скрыть этот груз",
  hideCompany: (company: string) => `Скрыть все грузы: ${company}`,
  hideHint: "Скрытое не попадает в ваши списки. Вернуть можно здесь же или в профиле.",
  cargoHidden: "Груз скрыт из ваших списков.",
  companyHidden: (company: string) => `Грузы компании ${company} скрыты из ваших списков.`,
  undo: "Вернуть",
  showAgain: "Показывать снова",
  failedTitle: "Не получилось",
  back: "Вернуться",
} as const;

export const favourites = {
  title: "Избранное",
  empty: "В избранном пусто",
  emptyHint: "Нажмите сердечко на грузе: он будет здесь, даже если уйдёт из списка.",
  toList: "Выбрать груз",
  gone: "Груза больше нет: его забрали или сняли.",
} as const;

export const hidden = {
  /** Of the list that is open. */
  here: (count: number) => `скрыто вами: ${count}`,
  allHere: (count: number) => `Всё, что нашлось, вы скрыли: ${count}.`,
  toThem: "Показать скрытое",
  cargos: (count: number) => `Скрытые грузы: ${count}`,
  companies: (count: number) => `Скрытые компании: ${count}`,
} as const;
