// What the tariffs of a new deployment are called.

export const tariffNames = {
  month: "Месяц",
  quarter: "3 месяца",
  half_year: "Полгода",
  year: "Год",
} as const;
