// How everything is measured: ours and its comparator take turns in the same process, and the median ratio counts, because
// the machine's mood changes between runs but hardly between neighbours.

/** Operations per second of one go at something. */
export type Go = () => Promise<number>;

export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly comparator: string;
  readonly theirs: number;
  /** Median of the ratios of the rounds, ours to theirs. */
  readonly ratio: number;
  /** What `ratio` should at least be, or at most. */
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = sorted.length % 2 === 1
    ? [sorted[middle], sorted[middle]]
    : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Runs both `rounds` times in turns, each first every other time, after one round that does not count. */
export async function paired(rounds: number, ours: Go, theirs: Go) {
  await ours();
  await theirs();
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await (round % 2 === 0 ? ours : theirs)();
    const second = await (round % 2 === 0 ? theirs : ours)();
    pairs.push(round % 2 === 0 ? [first, second] : [second, first]);
  }
  return {
    ours: median(pairs.map(([mine]) => mine)),
    theirs: median(pairs.map(([, other]) => other)),
    ratio: median(pairs.map(([mine, other]) => mine / other)),
  };
}

/** Runs `count` operations on `workers` at once and answers how many of them were done a second. */
export async function rate(
  workers: number,
  count: number,
  operation: (worker: number, n: number) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: workers }, async (_, worker) => {
    for (let n = next++; n < count; n = next++) await operation(worker, n);
  }));
  return count * 1000 / (performance.now() - began);
}

export const meets = ({ ratio, target }: Row): boolean =>
  "atLeast" in target ? ratio >= target.atLeast : ratio <= target.atMost;

/** A figure that has a limit instead of a comparator. */
export function against(name: string, unit: string, ours: number, limit: number): Row {
  return { name, unit, ours, comparator: "limit", theirs: limit, ratio: ours / limit, target: { atMost: 1 } };
}
