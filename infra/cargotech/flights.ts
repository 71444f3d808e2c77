// Questions under way: many who ask the same share one answer, and it hurries as much as the most important of them.
import { type Priority, raise, type Urgency } from "./waiting_line.ts";

export interface Flights<T> {
  /** Runs `work` unless the same key is being worked on already; then its outcome is shared. */
  run(key: string, priority: Priority, work: (urgency: Urgency) => Promise<T>): Promise<T>;
  has(key: string): boolean;
  /** Whoever asks from now on does not share what is under way. */
  forget(): void;
}

export function createFlights<T>(): Flights<T> {
  const flights = new Map<string, { readonly urgency: Urgency; readonly landed: Promise<T> }>();
  return {
    has: (key) => flights.has(key),
    run(key, priority, work) {
      const flying = flights.get(key);
      if (flying) {
        raise(flying.urgency, priority);
        return flying.landed;
      }
      const urgency = { priority };
      const landed = work(urgency).finally(() => {
        if (flights.get(key)?.urgency === urgency) flights.delete(key);
      });
      flights.set(key, { urgency, landed });
      return landed;
    },
    forget: () => flights.clear(),
  };
}
