// Secrets that people type while the product runs: the log knows them before anybody else does.
import type { SecretStore } from "./secrets.ts";

/** The same store; `learn` is told of every secret before it is given out or kept. */
export function hiddenSecrets(store: SecretStore, learn: (secret: string) => void): SecretStore {
  return {
    async get(name) {
      const secret = await store.get(name);
      if (secret !== null) learn(secret);
      return secret;
    },
    async set(name, secret) {
      learn(secret);
      await store.set(name, secret);
    },
    delete: (name) => store.delete(name),
  };
}
