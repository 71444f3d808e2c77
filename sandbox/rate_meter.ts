// Counts requests over a sliding minute, as an upstream that limits a whole account does.

export interface RateReading {
  allowed: boolean;
  /** Requests per minute; null when there is no limit. */
  limit: number | null;
  remaining: number;
  /** Seconds until one more request is allowed; 0 when one is allowed now. */
  resetAfterSeconds: number;
}

const WINDOW_MS = 60_000;

/** Refused requests are not counted, so a client that waits `resetAfterSeconds` is let in. */
export class RateMeter {
  limit: number | null;
  #times: number[] = [];
  readonly #now: () => number;

  constructor(limit: number | null, now: () => number) {
    this.limit = limit;
    this.#now = now;
  }

  take(): RateReading {
    const now = this.#now();
    if (this.limit === null) return { allowed: true, limit: null, remaining: 0, resetAfterSeconds: 0 };
    const firstInside = this.#times.findIndex((time) => time > now - WINDOW_MS);
    this.#times = firstInside < 0 ? [] : this.#times.slice(firstInside);
    const allowed = this.#times.length < this.limit;
    if (allowed) this.#times.push(now);
    const remaining = Math.max(0, this.limit - this.#times.length);
    const oldest = this.#times[Math.max(0, this.#times.length - this.limit)] ?? now;
    const resetAfterSeconds = remaining > 0 ? 0 : Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000));
    return { allowed, limit: this.limit, remaining, resetAfterSeconds };
  }

  clear(): void {
    this.#times = [];
  }
}
