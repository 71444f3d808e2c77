// What narrows the list, in words, each with the address of the same list without it.
import type { DictionaryItem } from "../../../domain/freight/cargo.ts";
import type { CargoFilter, PointFilter, Range } from "../../../domain/freight/filter.ts";
import { DISTANCE_KM, PRICE_KOPECKS, PRICE_PER_KM_KOPECKS } from "../../../domain/freight/filter_limits.ts";
import { chips as texts } from "../../../texts/chips.ts";
import { filter as filterTexts } from "../../../texts/filter.ts";
import { formatWeightVolume } from "../../../texts/format.ts";

import { pageAddress } from "./filter_view.ts";

export interface Chip {
  readonly label: string;
  readonly href: string;
}

export interface Dictionaries {
  readonly truckTypes: readonly DictionaryItem[];
  readonly loadTypes: readonly DictionaryItem[];
}

/** `query`: the address, for the names of cities. */
export function activeChips(filter: CargoFilter, query: URLSearchParams, dictionaries: Dictionaries): Chip[] {
  const { start, finish, startDate, wv, price, pricePerKm, distance, truckTypes, loadTypes } = filter;
  const { mode } = filter;
  const chip = (label: string, rest: CargoFilter): Chip => ({ label, href: addressOf(rest, query) });
  const without = (name: keyof CargoFilter): CargoFilter => {
    const { [name]: _, ...rest } = filter;
    return rest as CargoFilter;
  };
  const city = (end: "start" | "finish", { id }: PointFilter) =>
    query.get(`${end}_name`) || filterTexts.pickedCity(id);
  const types = (field: "truckTypes" | "loadTypes", unnamed: (id: number) => string) =>
    filter[field].map((id) =>
      chip(dictionaries[field].find((item) => item.id === id)?.name ?? unnamed(id), {
        ...filter,
        [field]: filter[field].filter((each) => each !== id),
      })
    );
  return [
    mode === "my" && chip(texts.mine, { ...filter, mode: "all" }),
    start && chip(texts.from(city("start", start), start.radius), without("start")),
    finish && chip(texts.to(city("finish", finish), finish.radius), without("finish")),
    startDate && chip(texts.date(startDate), without("startDate")),
    wv && chip(formatWeightVolume(wv.tonnes * 1000, wv.cubicMetres), without("wv")),
    price && chip(texts.price(...ends(price, PRICE_KOPECKS, texts.money)), without("price")),
    pricePerKm &&
    chip(texts.perKm(...ends(pricePerKm, PRICE_PER_KM_KOPECKS, texts.moneyPerKm)), without("pricePerKm")),
    distance && chip(texts.distance(...ends(distance, DISTANCE_KM, texts.km)), without("distance")),
    ...(truckTypes.length > 0 ? types("truckTypes", texts.truckType) : []),
    ...(loadTypes.length > 0 ? types("loadTypes", texts.loadType) : []),
  ].filter((each) => typeof each === "object");
}

/** A bare "/" would be filled with the filters of the last visit. */
export function addressOf(filter: CargoFilter, query: URLSearchParams): string {
  const address = pageAddress(filter, query, 0);
  return address === "/" ? "/?mode=my" : address;
}

/** The bound that is the widest possible is not said, unless both are. */
function ends({ min, max }: Range, widest: Range, print: (value: number) => string): [string, string] {
  const whole = min <= widest.min && max >= widest.max;
  return [min > widest.min || whole ? print(min) : "", max < widest.max ? print(max) : ""];
}
