// Times as the console shows them: short, to the second, in columns.

const moscow = new Intl.DateTimeFormat("ru-RU", {
  timeZone: "Europe/Moscow",
  day: "2-digit",
  month: "2-digit",
  year: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** "03.03.26 14:03:07", Moscow time, of an ISO 8601 UTC moment. */
export function formatSecond(iso: string): string {
  return moscow.format(new Date(iso)).replace(",", "");
}

const moscowHour = new Intl.DateTimeFormat("ru-RU", {
  timeZone: "Europe/Moscow",
  day: "2-digit",
  month: "2-digit",
  hour: "2-digit",
});

/** "03.03 14:00", Moscow time, of the ISO 8601 UTC moment an hour begins. */
export function formatHour(iso: string): string {
  const parts = Object.fromEntries(
    moscowHour.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  );
  return `${parts["day"]}.${parts["month"]} ${parts["hour"]}:00`;
}
