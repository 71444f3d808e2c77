// One load as the sandbox keeps it, and how a believable one is made.
import { CITIES, type City, roadKm } from "./cities.ts";
import type { Company } from "./companies.ts";
import type { Random } from "./random.ts";
import { COMMENTS, LOGISTS, STREETS, VEHICLE_CLASSES, type VehicleClass } from "./vocabulary.ts";

export interface Stop {
  city: City;
  address: string;
  /** Wall clock at the place: a date, or a time in ISO 8601 as some senders give it. */
  firstDate: string;
  lastDate: string;
}

export interface Contact {
  type: "broker" | "company";
  name: string;
  phones: string[];
}

export interface Load {
  id: number;
  start: Stop;
  finish: Stop;
  /** Kilograms. */
  weight: number;
  /** Cubic metres. */
  volume: number;
  /** Kilometres by road. */
  distance: number;
  /** Kopecks; null when the sender wants to be asked. */
  price: number | null;
  /** Kopecks the carrier gets; null falls back to `price`. */
  priceCarrier: number | null;
  truckTypes: readonly number[];
  loadTypes: readonly number[];
  cargo: string;
  note: string | null;
  company: Company;
  shipper: Company;
  contacts: readonly Contact[];
  /** Offered to this account's carriers ("Свои"), not only to the whole exchange. */
  mine: boolean;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export interface Trade {
  brokers: readonly Company[];
  shippers: readonly Company[];
}

const DAY_MS = 86_400_000;
const MOSCOW_OFFSET_MS = 3 * 3_600_000;
const MIN_PER_KM = 4_500;
const MAX_PER_KM = 11_000;

/** The date in Moscow `days` after `now`, YYYY-MM-DD. */
export function moscowDate(now: number, days = 0): string {
  return new Date(now + MOSCOW_OFFSET_MS + days * DAY_MS).toISOString().slice(0, 10);
}

/** A load published at `now` (ms); everything else comes from `random`. */
export function makeLoad(random: Random, trade: Trade, id: number, now: number): Load {
  const vehicle = random.weighted(VEHICLE_CLASSES, (each) => each.share);
  const [from, to] = makeRoute(random);
  const distance = roadKm(from, to);
  const weight = Math.round(between(random, vehicle.tonnes) * 10) * 100;
  const volume = Math.round(between(random, vehicle.cubicMetres));
  const { price, priceCarrier } = makePrice(random, vehicle, distance);
  const loadingIn = random.weighted([0, 1, 2, 3, 5, 8], (days) => 10 - days);
  const drivingDays = Math.max(1, Math.ceil(distance / 650));
  const company = random.pick(trade.brokers);
  return {
    id,
    start: makeStop(random, from, now, loadingIn),
    finish: makeStop(random, to, now, loadingIn + drivingDays),
    weight,
    volume,
    distance,
    price,
    priceCarrier,
    truckTypes: some(random, vehicle.truckTypes),
    loadTypes: some(random, vehicle.loadTypes),
    cargo: random.pick(vehicle.cargo),
    note: random.chance(0.8) ? random.pick(COMMENTS) : null,
    company,
    shipper: random.pick(trade.shippers),
    contacts: makeContacts(random, company),
    mine: random.chance(0.8),
    createdAt: new Date(now - random.int(0, 36 * 3600) * 1000).toISOString(),
  };
}

function makeRoute(random: Random): [City, City] {
  const from = random.weighted(CITIES, (city) => city.population);
  for (;;) {
    const to = random.weighted(CITIES, (city) => city.population);
    // Almost nobody sends a lorry across the whole country.
    if (to !== from && (roadKm(from, to) < 3500 || random.chance(0.15))) return [from, to];
  }
}

/** 45–110 ₽ a kilometre; a short haul costs more a kilometre than a long one. */
function makePrice(random: Random, vehicle: VehicleClass, distance: number) {
  if (random.chance(0.04)) return { price: null, priceCarrier: null };
  const ordinary = 6_200 + 4_300 * Math.exp(-distance / 450);
  const perKm = ordinary * vehicle.priceLevel * (0.88 + 0.3 * random.next());
  const price = roundPrice(Math.min(MAX_PER_KM, Math.max(MIN_PER_KM, perKm)) * distance, distance);
  const commission = random.chance(0.25) ? 0.93 + 0.05 * random.next() : 1;
  return { price, priceCarrier: commission === 1 ? price : roundPrice(price * commission, distance) };
}

/** To whole hundreds of roubles, to tens on short hauls. */
function roundPrice(kopecks: number, distance: number): number {
  const step = distance < 200 ? 1_000 : 10_000;
  return Math.round(kopecks / step) * step;
}

function makeStop(random: Random, city: City, now: number, inDays: number): Stop {
  const date = moscowDate(now, inDays);
  const hour = String(random.int(6, 18)).padStart(2, "0");
  // Most senders give a date, some a time, with or without an offset: all of it is local wall clock.
  const time = random.weighted(
    ["", `T${hour}:00:00Z`, `T${hour}:30:00+03:00`],
    (form) => form === "" ? 8 : 1,
  );
  return {
    city,
    address: `${random.pick(STREETS)}, ${random.int(1, 120)}`,
    firstDate: date + time,
    lastDate: moscowDate(now, inDays + (random.chance(0.3) ? random.int(1, 2) : 0)),
  };
}

function makeContacts(random: Random, company: Company): Contact[] {
  const phone = () => `8900000${String(random.int(0, 9999)).padStart(4, "0")}`;
  const logist: Contact = { type: "broker", name: random.pick(LOGISTS), phones: [phone()] };
  const office: Contact = { type: "company", name: company.name, phones: [phone(), phone()] };
  return random.chance(0.3) ? [logist, office] : [logist];
}

function between(random: Random, [low, high]: readonly [number, number]): number {
  return low + (high - low) * random.next();
}

/** The first choice and perhaps others, in dictionary order of preference. */
function some(random: Random, choices: readonly number[]): number[] {
  const first = random.pick(choices);
  return [first, ...choices.filter((choice) => choice !== first && random.chance(0.35))];
}
