// What a page says about data past its time, in Russian.

export const staleness = {
  renewing: "Обновляем цены, пока показываем сохранённое.",
  silent: (age: string) =>
    `Биржа не отвечает, показываем сохранённое: проверено ${age}. Уточните цену по телефону.`,
} as const;
