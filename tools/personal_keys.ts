// The keys of people, looked at one by one: whose is damaged, and how export and verify say so.
import { parseSettings } from "../infra/config.ts";
import { createKeyring, type Keyring } from "../infra/crypto/keyring.ts";
import { readKeys, type WrappedKey } from "../infra/crypto/wrapped_keys.ts";
import type { Environment } from "./store_command.ts";

/** People named; of more than these only the number is told. */
const NAMED = 20;

/** The ring of ENCRYPTION_KEYS; null when it is not set. */
export function ringIn(environment: Environment): Keyring | null {
  if (!environment.ENCRYPTION_KEYS) return null;
  return createKeyring(parseSettings(environment, "ENCRYPTION_KEYS").ENCRYPTION_KEYS);
}

export class PersonalKeys {
  readonly #keyring: Keyring | null;
  readonly #damaged = new Set<string>();
  #whole = 0;

  /** Without a ring a damaged key is found only where the record of it cannot be read. */
  constructor(keyring: Keyring | null) {
    this.#keyring = keyring;
  }

  /** Those that are not damaged. */
  async *whole(kv: Deno.Kv): AsyncGenerator<WrappedKey> {
    const damaged = (subject: string) => void this.#damaged.add(subject);
    for await (const key of readKeys(kv, { damaged, ...(this.#keyring && { keyring: this.#keyring }) })) {
      this.#whole++;
      yield key;
    }
  }

  /** Looks at every key. */
  async check(kv: Deno.Kv): Promise<void> {
    await Array.fromAsync(this.whole(kv), ({ subject }) => subject);
  }

  /** Throws when there are keys, and each of them seems to be damaged: the ring is another store's. */
  mustOpenSome(): void {
    if (this.#whole > 0 || this.#damaged.size === 0) return;
    throw new Error("The ENCRYPTION_KEYS given open no key in the store: are they its own?");
  }

  /** Whether there are keys that nobody has tried to open. */
  get untried(): boolean {
    return this.#whole > 0 && this.#keyring === null;
  }

  /** Whose keys are damaged, in words; null when nobody's is. */
  problem(): string | null {
    if (this.#damaged.size === 0) return null;
    const named = [...this.#damaged].slice(0, NAMED), more = this.#damaged.size - named.length;
    return `the personal keys of ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""} cannot be opened`;
  }
}
