// What is sold, as a payer reads it on the page of a payment provider.

/** Forms of the Russian word for day: 1 день, 2 дня, 5 дней. */
const DAYS: Readonly<Record<string, string>> = { one: "день", few: "дня", many: "дней" };
const plural = new Intl.PluralRules("ru-RU");

export const orderTexts = {
  title: (tariff: string) => `Подписка «${tariff}»`,
  description: (days: number) =>
    `Доступ к грузам CargoTech на ${days} ${DAYS[plural.select(days)] ?? DAYS["many"]}`,
} as const;
