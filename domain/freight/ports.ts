// Ports to the freight exchange. "They said no" is a value; "we could not reach them" with nothing cached is `unavailable`.
import type { Card, Detail, DictionaryItem, Point } from "./cargo.ts";
import type { CargoFilter } from "./filter.ts";

/** Data with its age. `stale` is true whenever it is older than its TTL at the moment of the answer. */
export interface Fetched<T> {
  readonly data: T;
  /** ISO 8601 UTC of the upstream answer. */
  readonly fetchedAt: string;
  readonly stale: boolean;
}

export interface CargoPage {
  readonly cards: readonly Card[];
  readonly hasMore: boolean;
  /** Only when upstream's count can be believed. */
  readonly total?: number;
  /** Of a list in an order of ours that there is more of than was put in order: how many were. */
  readonly sortedFirst?: number;
}

/** What a load pays now, and whether it is still there at all. */
export interface CargoPrice extends Pick<Card, "id" | "price" | "pricePerKm"> {
  readonly gone: boolean;
}

/** `reason` is there when the exchange closed our account: waiting will not help, support will. */
export type Unavailable = { readonly refused: "cargotech_unavailable"; readonly reason?: "denied" };
export type NotFound = { readonly refused: "cargo_not_found" };

export interface CargoSource {
  /** One page of loads for a filter; the same for every driver. */
  list(filter: CargoFilter): Promise<Fetched<CargoPage> | Unavailable>;
  /** Everything known about one load. */
  detail(id: string): Promise<Fetched<Detail> | NotFound | Unavailable>;
  /** Cities whose name begins with the text (2+ letters). */
  points(name: string): Promise<readonly Point[] | Unavailable>;
  /** What loads pay now, in the order asked, from pages and details known to this process; waits its turn behind drivers. */
  prices(ids: readonly string[]): Promise<Fetched<readonly CargoPrice[]> | Unavailable>;
  truckTypes(): Promise<readonly DictionaryItem[] | Unavailable>;
  loadTypes(): Promise<readonly DictionaryItem[] | Unavailable>;
}

/** What the saved-search watcher needs beside the source. */
export interface CargoWatch {
  /** The page as it is upstream now, past the cache (and into it); waits behind drivers for the rate budget. */
  latest(filter: CargoFilter): Promise<Fetched<CargoPage> | Unavailable>;
}

/** How the exchange is doing, for /health and the console. */
export interface CargoSourceHealth {
  readonly state: "ok" | "degraded" | "down" | "denied";
  readonly breaker: "closed" | "open" | "half-open";
  readonly tokenObtainedAt?: string;
  readonly lastError?: string;
}
