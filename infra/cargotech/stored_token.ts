// The bearer token at rest: one encrypted secret that survives a restart.
import { z } from "zod";
import type { Logger } from "../logger.ts";
import type { SecretStore } from "../crypto/secrets.ts";

export interface Token {
  readonly value: string;
  /** UTC milliseconds. */
  readonly obtainedAt: number;
  readonly expiresAt: number;
}

export interface StoredToken {
  /** Null when there is none of this account, or none that can be read. */
  load(): Promise<Token | null>;
  save(token: Token): Promise<void>;
  remove(): Promise<void>;
}

const NAME = "cargotech-token";

const Shape = z.object({
  account: z.string(),
  value: z.string(),
  obtainedAt: z.number(),
  expiresAt: z.number(),
});

/** `account` is whose token it is: one of another account or another server is not ours to send. */
export function createStoredToken(
  { secrets, account, logger }: { secrets: SecretStore; account: string; logger: Logger },
): StoredToken {
  /** A token lost at rest costs one sign-in; failing over it would cost the product. */
  async function tolerate<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      logger.error(`Cannot ${what} the CargoTech token at rest`, { error });
      return null;
    }
  }

  /** In the order they were asked for: a late removal must not take a newer token with it. */
  let writes: Promise<unknown> = Promise.resolve();
  async function write(what: string, work: () => Promise<void>): Promise<void> {
    const mine = writes.then(() => tolerate(what, work));
    writes = mine;
    await mine;
  }

  return {
    load: () =>
      tolerate("read", async () => {
        const text = await secrets.get(NAME);
        const stored = text === null ? null : Shape.parse(JSON.parse(text));
        return stored?.account === account ? stored : null;
      }),
    save: (token) => write("keep", () => secrets.set(NAME, JSON.stringify({ account, ...token }))),
    remove: () => write("remove", () => secrets.delete(NAME)),
  };
}
