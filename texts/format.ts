// Money, dates and sizes as Russian drivers read them.
import { plural } from "./plural.ts";

type Money = { readonly minor: number; readonly currency: "RUB" | "XTR" };

const roubles = new Intl.NumberFormat("ru-RU", {
  style: "currency",
  currency: "RUB",
  trailingZeroDisplay: "stripIfInteger",
});
const whole = new Intl.NumberFormat("ru-RU", { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat("ru-RU", { maximumFractionDigits: 1 });

/** "35 000 ₽", "990,50 ₽", "250 ★" (non-breaking spaces). */
export function formatMoney({ minor, currency }: Money): string {
  return currency === "XTR" ? `${whole.format(minor)}\u00a0★` : roubles.format(minor / 100);
}

/** "62,4 ₽/км". */
export function formatPerKm({ minor }: Money): string {
  return `${decimal.format(minor / 100)}\u00a0₽/км`;
}

/** "1 450 км". */
export function formatDistance(km: number): string {
  return `${whole.format(km)}\u00a0км`;
}

/** "20 т / 83 м³"; either part may be missing. */
export function formatWeightVolume(weightKg?: number, volumeM3?: number): string {
  const parts = [
    weightKg === undefined ? "" : `${decimal.format(weightKg / 1000)}\u00a0т`,
    volumeM3 === undefined ? "" : `${decimal.format(volumeM3)}\u00a0м³`,
  ];
  return parts.filter(Boolean).join(" / ");
}

const MONTHS = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

/** "3 мар" or "3 мар 10:30" of a wall-clock "2026-03-03[T10:30]"; the text itself when it is not a date. */
export function formatWallClock(wallClock: string): string {
  const match = /^\d{4}-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(wallClock);
  if (!match) return wallClock;
  const [, month, day, time] = match;
  const date = `${Number(day)}\u00a0${MONTHS[Number(month) - 1] ?? month}`;
  return time && time !== "00:00" ? `${date} ${time}` : date;
}

const moscow = new Intl.DateTimeFormat("ru-RU", {
  timeZone: "Europe/Moscow",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** "3 мар, 14:03", Moscow time, of an ISO 8601 UTC moment; months as short as those of loads. */
export function formatMoment(iso: string): string {
  return moscow.format(new Date(iso)).replace(/([а-я]{3})[а-я]*\.?,/, "$1,");
}

const year = new Intl.DateTimeFormat("ru-RU", { timeZone: "Europe/Moscow", year: "numeric" });

/** "3 мар 2027, 14:03", Moscow time: of what was bought, which is for a year as often as for a month. */
export function formatDatedMoment(iso: string): string {
  return formatMoment(iso).replace(",", ` ${year.format(new Date(iso))},`);
}

/** "только что", "4 мин назад", "2 ч назад", "3 дн назад". */
export function formatAge(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (minutes < 1) return "только что";
  if (minutes < 60) return `${minutes}\u00a0мин назад`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}\u00a0ч назад`;
  return `${Math.floor(minutes / 1440)}\u00a0дн назад`;
}

/** "3 мар", "3 мар 10:00–12:30", "3–5 мар", "30 мар – 2 апр" of the wall-clock ends of a window. */
export function formatWindow(first: string, last?: string): string {
  const [from, to] = [formatWallClock(first), last === undefined ? "" : formatWallClock(last)];
  if (to === "" || to === from) return from;
  const [fromDate = "", fromTime] = from.split(" ");
  const [toDate = "", toTime] = to.split(" ");
  if (fromDate === toDate && fromTime && toTime) return `${from}–${toTime}`;
  const [day, month] = fromDate.split("\u00a0");
  const sameMonth = month !== undefined && toDate.endsWith(`\u00a0${month}`);
  return sameMonth && !fromTime && !toTime ? `${day}–${to}` : `${from} – ${to}`;
}

/** "+7 912 345-67-89" of a Russian E.164 number; any other as it came. */
export function formatPhone(phone: string): string {
  const match = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return match ? `+7\u00a0${match[1]}\u00a0${match[2]}-${match[3]}-${match[4]}` : phone;
}

/** "145000" or "990,50": kopecks as a driver types roubles into a field. */
export function roublesTyped({ minor }: Money): string {
  return minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2).replace(".", ",");
}

const spoken = new Intl.NumberFormat("ru-RU", {
  style: "currency",
  currency: "RUB",
  currencyDisplay: "name",
});
const spokenTenths = new Intl.NumberFormat("ru-RU", {
  style: "currency",
  currency: "RUB",
  currencyDisplay: "name",
  maximumFractionDigits: 1,
  trailingZeroDisplay: "stripIfInteger",
});

/** "145 000 российских рублей" shortened to "145 000 рублей", or "350 звёзд": money for ears. */
export function speakMoney({ minor, currency }: Money): string {
  if (currency === "XTR") return plural(minor, "звезда", "звезды", "звёзд");
  const format = minor % 100 === 0 ? spokenTenths : spoken;
  return format.format(minor / 100).replace(/росси\S+\s/, "");
}

/** "62,4 рубля за километр". */
export function speakPerKm({ minor }: Money): string {
  return `${spokenTenths.format(minor / 100).replace(/росси\S+\s/, "")} за километр`;
}
