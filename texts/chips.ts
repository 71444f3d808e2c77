// The conditions of a search in a few words each, in Russian.
import { formatDistance, formatMoney, formatPerKm, formatWallClock } from "./format.ts";

export const chips = {
  mine: "Свои",
  from: (city: string, radius: number) => radius === 0 ? `Из: ${city}` : `Из: ${city} +${radius}\u00a0км`,
  to: (city: string, radius: number) => radius === 0 ? `В: ${city}` : `В: ${city} +${radius}\u00a0км`,
  date: (day: string) => `Загрузка ${formatWallClock(day)}`,
  price: (min: string, max: string) => `Цена ${range(min, max)}`,
  perKm: (min: string, max: string) => `Ставка ${range(min, max)}`,
  distance: (min: string, max: string) => `Путь ${range(min, max)}`,
  truckType: (id: number) => `Кузов №\u00a0${id}`,
  loadType: (id: number) => `Загрузка №\u00a0${id}`,
  money: (minor: number) => formatMoney({ minor, currency: "RUB" }),
  moneyPerKm: (minor: number) => formatPerKm({ minor, currency: "RUB" }),
  km: formatDistance,
} as const;

function range(min: string, max: string): string {
  return [min && `от\u00a0${min}`, max && `до\u00a0${max}`].filter(Boolean).join(" ");
}
