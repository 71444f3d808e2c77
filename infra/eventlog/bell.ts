// Tells waiting readers that something was committed: at once in this process, by kv.watch on the head from another
// handle on the same store. kv.watch does not cross processes, so every wait has a time limit after which the reader looks by itself.
import { HEAD } from "./keys.ts";

export interface Listener {
  /** Resolves when the bell rang since the last call, after `timeoutMs`, or when closed. */
  heard(timeoutMs: number): Promise<void>;
  /** Rings for this listener alone. */
  readonly wake: () => void;
  close(): void;
}

export interface Listenable {
  listen(): Listener;
}

export interface Bell extends Listenable {
  ring(): void;
}

/** A bell; with a store it also hears the commits of other handles, but only while somebody listens. */
export function createBell(kv?: Deno.Kv): Bell {
  const listeners = new Set<BellListener>();
  const ring = () => listeners.forEach((listener) => listener.wake());
  let stopWatching: (() => void) | undefined;
  return {
    ring,
    listen() {
      const listener = new BellListener(() => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopWatching?.();
        stopWatching = undefined;
      });
      listeners.add(listener);
      if (kv !== undefined) stopWatching ??= watch(kv, ring);
      return listener;
    },
  };
}

function watch(kv: Deno.Kv, ring: () => void): () => void {
  const reader = kv.watch([HEAD]).getReader();
  let stopped = false;
  // A watch that fails is not an outage: the time limit of `heard` carries on.
  const stop = () => {
    stopped = true;
    reader.cancel().then(undefined, () => {});
  };
  const follow = async () => {
    while (!stopped && !(await reader.read()).done) ring();
  };
  follow().then(undefined, stop);
  return stop;
}

class BellListener implements Listener {
  readonly #leave: () => void;
  #rung = false;
  #closed = false;
  #resolve: (() => void) | undefined;

  constructor(leave: () => void) {
    this.#leave = leave;
  }

  readonly wake = (): void => {
    this.#rung = true;
    this.#resolve?.();
  };

  heard(timeoutMs: number): Promise<void> {
    if (this.#rung || this.#closed) {
      this.#rung = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#resolve = undefined;
        this.#rung = false;
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#resolve = done;
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#leave();
    this.#resolve?.();
  }
}
