// Many who ask the same question at once share one answer.

export interface SingleFlight<T> {
  /** Runs `work` unless the same key is being worked on already; then its outcome is shared. */
  run(key: string, work: () => Promise<T>): Promise<T>;
  has(key: string): boolean;
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Promise<T>>();
  return {
    has: (key) => flights.has(key),
    run(key, work) {
      const flying = flights.get(key);
      if (flying) return flying;
      const flight = work().finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
  };
}
