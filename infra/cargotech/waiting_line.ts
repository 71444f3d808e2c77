// Who waits for the rate budget: the important ones before the others, equals in the order they came.
import type { Permit } from "./budget.ts";

export const PRIORITIES = ["driver", "refresh", "alerts", "prefetch"] as const;
export type Priority = typeof PRIORITIES[number];

export interface Waiter {
  readonly priority: Priority;
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

export function createWaitingLine(): WaitingLine {
  const lines = PRIORITIES.map((priority) => ({ priority, waiters: [] as Waiter[] }));
  const lineOf = (waiter: Waiter) => lines.find(({ priority }) => priority === waiter.priority)!.waiters;
  return {
    get length() {
      return lines.reduce((sum, { waiters }) => sum + waiters.length, 0);
    },
    join: (waiter) => void lineOf(waiter).push(waiter),
    leave(waiter) {
      const line = lineOf(waiter);
      const at = line.indexOf(waiter);
      if (at >= 0) line.splice(at, 1);
    },
    first: () => lines.find(({ waiters }) => waiters.length > 0)?.waiters[0],
    last: () => lines.findLast(({ waiters }) => waiters.length > 0)?.waiters.at(-1),
  };
}
