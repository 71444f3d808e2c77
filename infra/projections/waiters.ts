// Those who wait until a view has folded a position.

interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export class Waiters {
  #waiting: Waiter[] = [];

  wait(position: number): Promise<void> {
    return new Promise((resolve, reject) => this.#waiting.push({ position, resolve, reject }));
  }

  reached(position: number): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter((waiter) => waiter.position <= position);
    this.#waiting = this.#waiting.filter((waiter) => waiter.position > position);
    for (const { resolve } of due) resolve();
  }

  fail(error: Error): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (const { reject } of all) reject(error);
  }
}
