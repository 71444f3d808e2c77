// Watches what drivers wait for: each distinct filter is asked for once a round, however many drivers saved it. What is new
// is written down before anybody is told, so that a crash in between neither loses a load nor tells of it twice.
import type { CargoPage, CargoWatch, Fetched } from "../../domain/freight/ports.ts";
import { MatchedCargo } from "../../domain/searches/events.ts";
import { newLoads, remember } from "../../domain/searches/new_loads.ts";
import type { SearchWatch } from "../../domain/searches/ports.ts";
import { moscowDay } from "../../domain/shared/moscow.ts";
import { isOver, watchedFilter, watchKey } from "../../domain/searches/search_query.ts";
import type { UnreachableRow } from "../../domain/reachability/view.ts";
import type { WatchRow } from "../../domain/searches/watches.ts";
import { createInTurn } from "../../domain/shared/in_turn.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { View } from "../../domain/shared/projection.ts";
import type { Logger } from "../logger.ts";
import type { Wait } from "../wait.ts";
import type { Batch, Memory, WatchMemory } from "./watch_memory.ts";

export interface WatcherDeps {
  readonly source: CargoWatch;
  readonly views: { readonly watches: View<WatchRow>; readonly unreachable: View<UnreachableRow> };
  readonly memory: WatchMemory;
  readonly fanOut: (key: string, batch: Batch) => Promise<number>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly wait: Wait;
  readonly logger: Logger;
}

export interface Watcher extends SearchWatch {
  /** Asks for every filter somebody waits for, once. */
  round(): Promise<void>;
  /** Drops the memory of filters that nobody waits for any more. */
  tidy(): Promise<void>;
}

/** Questions under way at once: drivers' own questions go first in the budget anyway. */
const AT_ONCE = 8;
/** New loads one batch keeps: the store takes no more than 64 KB at a time. */
const MOST_KEPT = 20;
/** How long a driver who saves a search waits for its first look, milliseconds. */
const PATIENCE = 2_000;
const DAY = 86_400_000;

export function createWatcher(deps: WatcherDeps): Watcher {
  const { source, views, memory, fanOut, clock, newId, wait, logger } = deps;
  const inTurn = createInTurn();

  /** Looks once at what a query finds; the moment of the look, or null when there was no answer. */
  async function look(key: string, query: string): Promise<string | null> {
    const before = await finish(key);
    const found = await source.latest(watchedFilter(query));
    if ("refused" in found || found.stale) return null;
    const { memory: known, version } = before;
    const next = afterLook(known, found, newId);
    // Another process that looked at the same time has told, or will.
    if (await memory.write(key, version, next) && next.batch) await finish(key);
    return found.fetchedAt;
  }

  /** Tells of what an earlier look found and nobody finished telling. */
  async function finish(key: string) {
    const known = await memory.read(key);
    const { batch, ...rest } = known.memory ?? {};
    if (!batch) return known;
    const told = await fanOut(key, batch);
    logger.info("new loads told", { loads: batch.cargos.length + batch.more, searches: told });
    await memory.write(key, known.version, rest as Memory);
    return await memory.read(key);
  }

  /** One query for each filter that somebody who can be reached waits for. */
  async function watched(): Promise<Map<string, string>> {
    const [rows, lost] = await Promise.all([views.watches.list([]), views.unreachable.list([])]);
    const unreachable = new Set(lost.map(({ row }) => row.driverId));
    const today = moscowDay(clock());
    const queries = new Map<string, string>();
    for (const { key: [key], row: { driverId, query } } of rows) {
      if (!unreachable.has(driverId) && !isOver(query, today)) queries.set(String(key), query);
    }
    return queries;
  }

  return {
    async begin<T>(query: string, save: (since: string | null) => Promise<T>) {
      const key = watchKey(query);
      const done = new AbortController();
      let saved: Promise<T> | undefined;
      const looked = inTurn(key, async () => {
        const since = await look(key, query);
        saved ??= save(since);
        await saved.catch(() => {});
      }).catch((error) => logger.warn("a new search was not looked at", { error }));
      await Promise.race([looked, wait(PATIENCE, done.signal)]);
      done.abort();
      // Nobody waits for an exchange that does not answer; how saving ended is for whoever saves.
      return await (saved ??= save(null));
    },
    async round() {
      const queries = [...await watched()];
      const failures: unknown[] = [];
      const next = async () => {
        for (let one = queries.shift(); one; one = queries.shift()) {
          const [key, query] = one;
          await inTurn(key, () => look(key, query)).catch((error) => failures.push(error));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, next));
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} filters not watched`);
    },
    async tidy() {
      const watching = new Set((await views.watches.list([])).map(({ key: [key] }) => String(key)));
      await memory.forget(new Date(clock() - DAY).toISOString(), watching);
    },
  };
}

function afterLook(known: Memory | null, { data, fetchedAt }: Fetched<CargoPage>, newId: NewId): Memory {
  const fresh = known ? newLoads(known.seen, data) : [];
  const next: Memory = { seen: remember(known?.seen ?? null, data), at: fetchedAt };
  if (!known || fresh.length === 0) return next;
  const cargos = fresh.slice(0, MOST_KEPT).map((card) => MatchedCargo.parse(card));
  const more = fresh.length - cargos.length;
  return { ...next, batch: { id: newId(), cargos, more, at: fetchedAt, since: known.at } };
}
