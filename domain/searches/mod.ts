// Saved searches: what a driver looks for again and again, and wants to hear of.
import { createInTurn } from "../shared/in_turn.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock, NewId } from "../shared/ports.ts";
import { isSearchId, MOST_SEARCHES, type SearchCommand, searchStream, type SearchTerms } from "./commands.ts";
import { searchDecider, type SearchRefusal } from "./decide.ts";
import type { SearchWatch } from "./ports.ts";
import { createReading, type ReadPorts, type ReadSearches } from "./reading.ts";
import { watchKey } from "./search_query.ts";
import type { SavedSearch } from "./view.ts";

export type { SearchMatch } from "./matches.ts";
export type { SavedSearch } from "./view.ts";

/** Null takes the quiet hours away. */
export type SearchChanges = Partial<Omit<SearchTerms, "quietHours">> & {
  readonly quietHours?: SearchTerms["quietHours"] | null;
};

/** `unauthenticated`: the driver was forgotten while the search was being saved. */
type NotSaved = { readonly refused: "too_many_searches" | "unauthenticated" };
type Refused = { readonly refused: SearchRefusal };

export interface Searches extends ReadSearches {
  /** The driver's search for the same loads stays as it is: then `created` is false. */
  save(
    driverId: number,
    terms: SearchTerms,
    origin: Origin,
  ): Promise<{ readonly search: SavedSearch; readonly created: boolean } | NotSaved>;
  /** `search_exists`: the driver has another search for the same loads. */
  change(
    driverId: number,
    searchId: string,
    changes: SearchChanges,
    origin: Origin,
  ): Promise<SavedSearch | Refused | { readonly refused: "search_exists" }>;
  remove(driverId: number, searchId: string, origin: Origin): Promise<{ readonly ok: true } | Refused>;
  /** Removes every search, for a driver who is forgotten. */
  clear(driverId: number, origin: Origin): Promise<void>;
}

export interface SearchesPorts extends ReadPorts {
  readonly execute: Execute;
  readonly watch: SearchWatch;
  /** Whether the driver has signed in and has not been forgotten since. */
  readonly isKnown: (driverId: number) => Promise<boolean>;
  readonly clock: Clock;
  readonly newId: NewId;
}

export function createSearches(ports: SearchesPorts): Searches {
  const { execute, views, watch, isKnown, clock, newId } = ports;
  const inTurn = createInTurn();
  const reading = createReading(ports);
  const { of, one } = reading;

  /** The driver's search for the same loads. */
  async function sameOf(driverId: number, query: string): Promise<SavedSearch | undefined> {
    return (await of(driverId)).find((search) => watchKey(search.query) === watchKey(query));
  }

  /** Saves with the moment from when on loads are news, once somebody watches. */
  function watched<T>({ query, alerts }: SearchTerms, save: (since: string) => Promise<T>): Promise<T> {
    const from = (since: string | null) => save(since ?? new Date(clock()).toISOString());
    return alerts ? watch.begin(query, from) : from(null);
  }

  async function obey(searchId: string, command: SearchCommand, origin: Origin): Promise<Refused | null> {
    const handled = await execute(searchDecider, searchStream(searchId), command, origin);
    if ("refused" in handled) return handled;
    await views.searches.reached(handled.position);
    return null;
  }

  async function remove(driverId: number, searchId: string, origin: Origin) {
    if (!isSearchId(searchId)) return { refused: "search_not_found" } as const;
    return await obey(searchId, { type: "RemoveSearch", driverId }, origin) ?? { ok: true } as const;
  }

  return {
    ...reading,
    remove,
    clear: (driverId, origin) =>
      inTurn(String(driverId), async () => {
        const rows = await views.searches.list([driverId]);
        await Promise.all(rows.map(({ row }) => remove(driverId, row.searchId, origin)));
      }),
    save: (driverId, terms, origin) =>
      inTurn(String(driverId), async () => {
        const same = await sameOf(driverId, terms.query);
        if (same) return { search: same, created: false };
        if ((await of(driverId)).length >= MOST_SEARCHES) return { refused: "too_many_searches" };
        const searchId = newId();
        return await watched(terms, async (watchedSince) => {
          // The exchange may have taken its time: what is saved now would be sealed under a key nobody deletes any more.
          if (!await isKnown(driverId)) return { refused: "unauthenticated" };
          const command = { type: "SaveSearch", searchId, driverId, terms, watchedSince } as const;
          const refusal = await obey(searchId, command, origin);
          if (refusal) throw new Error(`Cannot save search ${searchId}: ${refusal.refused}`);
          return { search: (await one(driverId, searchId))!, created: true };
        });
      }),
    change: (driverId, searchId, changes, origin) =>
      inTurn(String(driverId), async () => {
        const before = await one(driverId, searchId);
        if (!before) return { refused: "search_not_found" };
        const { name, query, alerts, quietHours } = { ...before, ...changes };
        const terms = { name, query, alerts, ...(quietHours && { quietHours }) };
        if (watchKey(query) !== watchKey(before.query) && await sameOf(driverId, query)) {
          return { refused: "search_exists" };
        }
        const save = async (watchedSince: string) => {
          const renamed = name !== before.name;
          const command = { type: "ChangeSearch", driverId, terms, renamed, watchedSince } as const;
          return await obey(searchId, command, origin) ?? (await one(driverId, searchId))!;
        };
        const isWatched = before.alerts && before.query === query;
        return isWatched ? await save(before.watchedSince) : await watched(terms, save);
      }),
  };
}
