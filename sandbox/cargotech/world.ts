// The living exchange: the loads on offer, and what a moment in its life changes.
import { CITIES, roadKm } from "./cities.ts";
import { makeBrokers, makeShippers } from "./companies.ts";
import { type Load, makeLoad, moscowDate, type Trade } from "./loads.ts";
import { seededRandom } from "./random.ts";

export interface LoadChange {
  id?: number | undefined;
  /** City names. */
  start?: string | undefined;
  finish?: string | undefined;
  weight?: number | undefined;
  volume?: number | undefined;
  distance?: number | undefined;
  price?: number | null | undefined;
  price_carrier?: number | null | undefined;
  first_date?: string | undefined;
  last_date?: string | undefined;
  truck_types?: number[] | undefined;
  load_types?: number[] | undefined;
  note?: string | null | undefined;
  mine?: boolean | undefined;
}

const INITIAL_LOADS = 4_200;
const FEWEST_LOADS = 3_600;
const MOST_LOADS = 4_600;
const FIRST_ID = 6_236_000_000;

/** The same `seed` and moment give the same loads. */
export class World {
  #loads = new Map<number, Load>();
  #random = seededRandom(0);
  #trade: Trade = { brokers: [], shippers: [] };
  #lastId = FIRST_ID;
  readonly #seed: number;
  readonly #now: () => number;

  constructor(seed: number, now: () => number) {
    this.#seed = seed;
    this.#now = now;
    this.reset();
  }

  reset(): void {
    this.#loads.clear();
    this.#lastId = FIRST_ID;
    this.#random = seededRandom(this.#seed);
    this.#trade = { brokers: makeBrokers(this.#random), shippers: makeShippers(this.#random) };
    for (let count = 0; count < INITIAL_LOADS; count++) this.publish();
  }

  /** Newest first. */
  loads(): Load[] {
    return [...this.#loads.values()].toSorted((a, b) =>
      b.createdAt < a.createdAt ? -1 : b.createdAt > a.createdAt ? 1 : b.id - a.id
    );
  }

  load(id: number): Load | undefined {
    return this.#loads.get(id);
  }

  publish(createdAt?: number): Load {
    const made = makeLoad(this.#random, this.#trade, this.#nextId(), this.#now());
    const load = createdAt === undefined ? made : { ...made, createdAt: new Date(createdAt).toISOString() };
    this.#loads.set(load.id, load);
    return load;
  }

  /** Publishes a load with the given fields, the others made up. City names must be known. */
  add(change: LoadChange): Load {
    const made = this.publish(this.#now());
    this.#loads.delete(made.id);
    const start = { ...made.start, city: cityNamed(change.start) ?? made.start.city };
    const finish = { ...made.finish, city: cityNamed(change.finish) ?? made.finish.city };
    if (change.first_date !== undefined) {
      start.firstDate = change.first_date;
      start.lastDate = change.last_date ?? change.first_date;
    } else if (change.last_date !== undefined) start.lastDate = change.last_date;
    const load: Load = {
      ...made,
      id: change.id ?? made.id,
      start,
      finish,
      distance: change.distance ?? roadKm(start.city, finish.city),
      weight: change.weight ?? made.weight,
      volume: change.volume ?? made.volume,
      price: change.price === undefined ? made.price : change.price,
      priceCarrier: change.price_carrier ?? (change.price === undefined ? made.priceCarrier : change.price),
      truckTypes: change.truck_types ?? made.truckTypes,
      loadTypes: change.load_types ?? made.loadTypes,
      note: change.note === undefined ? made.note : change.note,
      mine: change.mine ?? true,
    };
    this.#loads.set(load.id, load);
    return load;
  }

  /** False when there is no such load. `price` in kopecks. */
  changePrice(id: number, price: number): boolean {
    const load = this.#loads.get(id);
    if (load) this.#loads.set(id, { ...load, price, priceCarrier: price });
    return load !== undefined;
  }

  /** False when there is no such load. */
  remove(id: number): boolean {
    return this.#loads.delete(id);
  }

  /** A few seconds of trade: loads appear, prices move, loads are taken, and yesterday's are swept out. */
  tick(): void {
    const random = this.#random;
    const now = this.#now();
    for (let count = random.int(1, 3); count > 0; count--) this.publish(now);
    const ids = [...this.#loads.keys()];
    const repriced = this.#loads.get(random.pick(ids));
    if (repriced?.price) {
      this.changePrice(
        repriced.id,
        Math.round(repriced.price * (0.95 + 0.12 * random.next()) / 10_000) * 10_000,
      );
    }
    for (let count = random.int(1, ids.length > MOST_LOADS ? 5 : 2); count > 0; count--) {
      this.remove(random.pick(ids));
    }
    const today = moscowDate(now);
    for (const load of this.#loads.values()) {
      if (load.start.lastDate.slice(0, 10) < today) this.#loads.delete(load.id);
    }
    while (this.#loads.size < FEWEST_LOADS) this.publish(now);
  }

  #nextId(): number {
    this.#lastId += this.#random.int(1, 900);
    return this.#lastId;
  }
}

function cityNamed(name: string | undefined) {
  return CITIES.find((city) => city.name === name);
}
