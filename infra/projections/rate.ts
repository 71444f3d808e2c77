// Events per second over the last seconds, from batches as they happen.

const WINDOW_MS = 5_000;

export class Rate {
  #batches: { readonly at: number; readonly events: number }[] = [];

  add(events: number, now: number): void {
    this.#batches.push({ at: now, events });
    if (this.#batches.length > 200) this.#prune(now);
  }

  perSecond(now: number): number {
    this.#prune(now);
    return this.#batches.reduce((sum, { events }) => sum + events, 0) / (WINDOW_MS / 1000);
  }

  #prune(now: number): void {
    this.#batches = this.#batches.filter(({ at }) => at > now - WINDOW_MS);
  }
}
