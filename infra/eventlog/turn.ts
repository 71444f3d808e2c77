// Long work in small pieces.

/** Lets requests in that wait for the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
