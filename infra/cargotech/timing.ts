// How long the client waits for what. Milliseconds throughout; the figures are CargoTech's documented client policy.

export interface Timing {
  readonly loginTimeout: number;
  readonly callTimeout: number;
  /** Pauses before the second, third and fourth attempt of one call. */
  readonly retryPauses: readonly number[];
  /** Random addition to every pause, so that clients that failed together do not return together. */
  readonly retryJitter: number;
  /** The longest a driver waits for an answer, whatever happens behind it. */
  readonly longestWait: number;
  /** Pause of the breaker, and of sign-in after refusals; doubles with each failed probe. */
  readonly firstProbe: number;
  readonly longestProbe: number;
}

export const TIMING: Timing = {
  loginTimeout: 10_000,
  callTimeout: 15_000,
  retryPauses: [500, 1500, 3000],
  retryJitter: 100,
  longestWait: 20_000,
  firstProbe: 10_000,
  longestProbe: 60_000,
};

/** The pause after so many failed probes in a row: 10 s, 20 s, 40 s, 60 s, 60 s … */
export function probePause(failures: number, { firstProbe, longestProbe }: Timing): number {
  return Math.min(firstProbe * 2 ** Math.max(0, failures - 1), longestProbe);
}
