// Which loads of a page are new to whoever has looked before. The exchange does not say when a load appeared.

/** What was there at earlier looks. */
export interface Seen {
  /** Ids of loads, those seen last first. */
  readonly ids: readonly string[];
  /** Whether the latest look showed all there was. */
  readonly complete: boolean;
}

/** Enough for several full pages: a load that vanishes for a while does not come back as new. */
const MOST_REMEMBERED = 500;

/**
 * The loads nobody has seen. When the latest look was cut off, whatever stands below the last known load was there
 * before and has only moved up.
 */
export function newLoads<C extends { readonly id: string }>(
  { ids, complete }: Seen,
  page: { readonly cards: readonly C[]; readonly hasMore: boolean },
): C[] {
  const known = new Set(ids);
  const lastKnown = page.cards.findLastIndex(({ id }) => known.has(id));
  const reach = complete || lastKnown === -1 ? page.cards.length : lastKnown;
  return page.cards.slice(0, reach).filter(({ id }) => !known.has(id));
}

/** What is remembered after a look. */
export function remember(
  seen: Seen | null,
  page: { readonly cards: readonly { readonly id: string }[]; readonly hasMore: boolean },
): Seen {
  const ids = new Set([...page.cards.map(({ id }) => id), ...seen?.ids ?? []]);
  return { ids: [...ids].slice(0, MOST_REMEMBERED), complete: !page.hasMore };
}
