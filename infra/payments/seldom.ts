// A person is told of what a provider forbids once, and again while it goes on: it is met with every call.
import type { Clock } from "../../domain/shared/ports.ts";

/** Milliseconds. */
const TELL_EVERY = 600_000;

/** Whether to tell of a thing now: at most every ten minutes of each. */
export function createSeldom({ clock }: { clock: Clock }): (about: string) => boolean {
  const lastTold = new Map<string, number>();
  return (about) => {
    const now = clock();
    if (Math.abs(now - (lastTold.get(about) ?? -Infinity)) < TELL_EVERY) return false;
    lastTold.set(about, now);
    return true;
  };
}
