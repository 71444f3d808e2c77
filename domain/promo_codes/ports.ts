// What promo codes need from outside.

/** When callers tried codes that were wrong, UTC milliseconds. All processes share it, and it outlives them. */
export interface WrongCodes {
  /**
   * Asks `next` what to keep of each of the callers, given what is kept of them now, and keeps it, all or nothing. When
   * somebody else was faster, `next` is asked again. What it leaves out stays as it is.
   */
  update<T>(
    callers: readonly string[],
    next: (kept: readonly (readonly number[])[]) => { keep?: readonly (readonly number[])[]; answer: T },
  ): Promise<T>;
  /**
   * Takes one attempt of that moment back from each of the callers. Never fails: what came of the attempt counts more
   * than an outage here, which is logged and leaves the attempt wrong until its time is over.
   */
  forget(callers: readonly string[], at: number): Promise<void>;
}
