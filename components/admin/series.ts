// The most frequent kinds of a sequence of counts, the rest together: more colours than these nobody tells apart.

export interface Series {
  /** From seriesOf, "" is the rest. */
  readonly name: string;
  readonly values: readonly number[];
}

const NAMED = 6;

/** The most frequent first, the rest last; empty kinds are left out. */
export function seriesOf(counts: readonly Readonly<Record<string, number>>[]): Series[] {
  const totals = new Map<string, number>();
  for (const [name, count] of counts.flatMap(Object.entries)) {
    totals.set(name, (totals.get(name) ?? 0) + count);
  }
  const names = [...totals].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([name]) => name);
  const named = names.slice(0, NAMED).map((name) => ({
    name,
    values: counts.map((each) => each[name] ?? 0),
  }));
  const others = new Set(names.slice(NAMED));
  if (others.size === 0) return named;
  const sum = (each: Readonly<Record<string, number>>) =>
    Object.entries(each).reduce((total, [name, count]) => total + (others.has(name) ? count : 0), 0);
  return [...named, { name: "", values: counts.map(sum) }];
}
