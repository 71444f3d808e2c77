// Idempotency keys as Stripe keeps them: for a day, with whatever came of the first call, its own failures included.
import { StripeError } from "./api_error.ts";

interface Kept {
  call: string;
  status: number;
  body: unknown;
  at: number;
}

const DAY = 86_400_000;
const LONGEST_KEY = 255;

export class Idempotency {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The first answer under the key; null when it is free. @throws {StripeError} when it was for another call. */
  find(key: string, call: string): Kept | null {
    if (key.length > LONGEST_KEY) throw new StripeError(400, "idempotency_key_too_long", "Key is too long");
    const kept = this.#kept.get(key);
    if (!kept || this.#now() - kept.at > DAY) return null;
    if (kept.call === call) return kept;
    throw new StripeError(
      400,
      "idempotency_key_reused",
      "Keys for idempotent requests can only be used with the same parameters they were first used with.",
      "idempotency_error",
    );
  }

  keep(key: string, call: string, status: number, body: unknown): void {
    this.#kept.set(key, { call, status, body, at: this.#now() });
  }

  clear(): void {
    this.#kept.clear();
  }
}
