// What a key remembers for 24 hours: the same call again gives the same object as it is now; after that a new one.
import { invalid } from "./api_error.ts";

const REMEMBERS = 24 * 3_600_000;
const LONGEST = 64;

interface Remembered {
  readonly at: number;
  readonly body: string;
  readonly answer: () => object;
}

export class Keys {
  #remembered = new Map<string, Remembered>();

  constructor(readonly now: () => number) {}

  /** @throws ApiError for a missing or long key, and for one used with another body. */
  once(key: string | null, path: string, body: string, work: () => () => object): object {
    if (key === null || key === "") throw invalid("Idempotence key is missing", "Idempotence-Key");
    if (key.length > LONGEST) throw invalid("Idempotence key is too long", "Idempotence-Key");
    const name = `${path} ${key}`;
    const known = this.#remembered.get(name);
    if (known && this.now() - known.at < REMEMBERS) {
      if (known.body !== body) throw invalid("Idempotence key duplicated", "Idempotence-Key");
      return known.answer();
    }
    const answer = work();
    this.#remembered.set(name, { at: this.now(), body, answer });
    return answer();
  }

  clear(): void {
    this.#remembered.clear();
  }
}
