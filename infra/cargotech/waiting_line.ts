// Who waits for the rate budget: the important ones before the others, equals in the order they came.

export const PRIORITIES = ["driver", "refresh", "alerts", "prefetch"] as const;
export type Priority = typeof PRIORITIES[number];

/** How much a question hurries. It may come to hurry more while it waits: somebody more important asks the same. */
export interface Urgency {
  priority: Priority;
}

/** One call, which is to be ended in one of two ways. */
export interface Permit {
  done(): void;
  /** The call was not made after all. */
  cancel(): void;
}

export interface Waiter {
  readonly urgency: Urgency;
  grant(permit: Permit): void;
  refuse(why: string): void;
}

export interface WaitingLine {
  readonly length: number;
  join(waiter: Waiter): void;
  leave(waiter: Waiter): void;
  first(): Waiter | undefined;
  last(): Waiter | undefined;
}

/** Whoever waits for an answer lends its weight to the question. */
export function raise(urgency: Urgency, priority: Priority): void {
  if (rank(priority) < rank(urgency.priority)) urgency.priority = priority;
}

export function createWaitingLine(): WaitingLine {
  const waiters = new Set<Waiter>();
  return {
    get length() {
      return waiters.size;
    },
    join: (waiter) => void waiters.add(waiter),
    leave: (waiter) => void waiters.delete(waiter),
    first: () => most(waiters, (one, other) => weight(one) < weight(other)),
    last: () => most(waiters, (one, other) => weight(one) >= weight(other)),
  };
}

function most(waiters: Iterable<Waiter>, beats: (one: Waiter, other: Waiter) => boolean): Waiter | undefined {
  let best: Waiter | undefined;
  for (const waiter of waiters) if (best === undefined || beats(waiter, best)) best = waiter;
  return best;
}

const rank = (priority: Priority) => PRIORITIES.indexOf(priority);
const weight = ({ urgency }: Waiter) => rank(urgency.priority);
