// A view as a projection would build it from events, in memory, for tests of what reads views.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { Projection, RowKey, View } from "../../domain/shared/projection.ts";

/** Rows are in key order: numbers by size, texts by code point, as in the store. */
export function folded<Row>(projection: Projection<Row>, events: readonly StoredEvent[]): View<Row> {
  const rows = new Map<string, { readonly key: RowKey; readonly row: Row | null }>();
  for (const event of events) {
    for (const key of projection.keys(event)) {
      const text = JSON.stringify(key);
      rows.set(text, { key, row: projection.fold(rows.get(text)?.row ?? null, event, key) });
    }
  }
  const sorted = [...rows.values()].flatMap(({ key, row }) => row === null ? [] : [{ key, row }])
    .sort((one, other) => compare(one.key, other.key));
  return {
    get: (key) => Promise.resolve(rows.get(JSON.stringify(key))?.row ?? null),
    list(prefix, { limit = Infinity, backwards = false, after } = {}) {
      const ordered = backwards ? sorted.toReversed() : sorted;
      const found = ordered.filter(({ key }) =>
        prefix.every((part, index) => key[index] === part) &&
        (after === undefined || (backwards ? compare(key, after) < 0 : compare(key, after) > 0))
      );
      return Promise.resolve(found.slice(0, limit));
    },
    reached: () => Promise.resolve(),
  };
}

function compare(one: RowKey, other: RowKey): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (part !== against) return part < against ? -1 : 1;
  }
  return one.length - other.length;
}
