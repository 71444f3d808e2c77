// What a driver was told of new loads: nobody hears of a load twice, or more often in a day than is bearable.
import { FavouriteRepriced } from "../favourite_prices/events.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { moscowDay } from "../shared/moscow.ts";
import { LoadsMatched } from "./events.ts";

/** Messages about new loads a driver gets in a day of Moscow's, beside one in the morning; the last one says so. */
export const DAILY_LIMIT = 50;
/** More new loads than this in one go are one message. */
const MOST_SINGLE_LOADS = 5;

export interface LoadAlertsRow {
  readonly driverId: number;
  /** The day (Moscow) that `messages` counts. */
  readonly day: string;
  readonly messages: number;
  /** Ids of loads, the newest last. */
  readonly told: readonly string[];
  /** What waits for the morning, oldest first. */
  readonly waiting: readonly WaitingMatch[];
}

/** A `LoadsMatched` by its stream and version. */
export interface WaitingMatch {
  readonly searchId: string;
  readonly number: number;
  /** ISO 8601 UTC. */
  readonly until: string;
}

/** Loads come and go within days: older ones are not asked for any more. */
const MOST_TOLD = 300;
/** A digest names the newest of one night. */
const MOST_WAITING = 20;
/** How late the message of a morning may leave and still say what waited for it, milliseconds: Telegram can be away. */
const LATEST = 12 * 3_600_000;

const types = new Set<string>([LoadsMatched.shape.type.value, FavouriteRepriced.shape.type.value]);

/** Rows at [driverId]. */
export const loadAlerts: Projection<LoadAlertsRow> = {
  name: "load_alerts",
  version: 2,
  keys: (event) => types.has(event.type) ? [[(event as StoredEvent<LoadsMatched>).data.driverId]] : [],
  fold(row, event) {
    if (event.type !== LoadsMatched.shape.type.value) {
      return counted(row, event as StoredEvent<FavouriteRepriced>);
    }
    const { data, meta: { at } } = event as StoredEvent<LoadsMatched>;
    const { driverId, searchId, number, cargos, quietUntil } = data;
    const day = moscowDay(Date.parse(at));
    const told = [...row?.told ?? [], ...cargos.map(({ id }) => id)].slice(-MOST_TOLD);
    const late = new Date(Date.parse(at) - LATEST).toISOString();
    const waiting = (row?.waiting ?? []).filter(({ until }) => until > late);
    return {
      driverId,
      day,
      messages: data.last ? DAILY_LIMIT : messagesOn(row, day) + messagesOf(data),
      told,
      waiting: quietUntil === undefined
        ? waiting
        : [...waiting, { searchId, number, until: quietUntil }].slice(-MOST_WAITING),
    };
  },
};

/** A message about a favourite's price is one of the day's too. */
function counted(row: LoadAlertsRow | null, { data, meta }: StoredEvent<FavouriteRepriced>): LoadAlertsRow {
  const day = moscowDay(Date.parse(meta.at));
  const { told = [], waiting = [] } = row ?? {};
  return { driverId: data.driverId, day, messages: messagesOn(row, day) + 1, told, waiting };
}

/** How many messages the driver got on the day. */
export function messagesOn(row: LoadAlertsRow | null, day: string): number {
  return row?.day === day ? row.messages : 0;
}

type Match = Pick<LoadsMatched["data"], "cargos" | "more" | "quietUntil" | "last">;

/** How many messages of the day a match becomes; what is kept for the morning is none of them. */
export function messagesOf(match: Match): number {
  if (match.quietUntil !== undefined) return 0;
  return isDigest(match) ? 1 : match.cargos.length;
}

/** Many loads, and the last message of a day, are one message; few loads are one each. */
export function isDigest({ cargos, more = 0, last }: Match): boolean {
  return last === true || cargos.length + more > MOST_SINGLE_LOADS;
}
