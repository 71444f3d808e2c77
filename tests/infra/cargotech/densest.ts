// How many of these moments fall into the fullest window.

/** The most moments in any window of the length, its start included and its end not. */
export function densest(moments: readonly number[], window: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [n, moment] of sorted.entries()) {
    while (sorted[from]! <= moment - window) from++;
    most = Math.max(most, n - from + 1);
  }
  return most;
}
