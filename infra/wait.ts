// Waiting as a function, so that what waits can be tested without waiting.

/** Milliseconds. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Resolves after a time, or as soon as the signal aborts: look at the signal to know which. */
export const wait: Wait = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener("abort", finish);
  });
