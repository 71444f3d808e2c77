// Secrets of the deployment (an API token, say), encrypted at rest under the key ring at ["secret", name].
import { retryWhileLocked } from "../locked.ts";
import type { Keyring } from "./keyring.ts";

export interface SecretStore {
  /** Null when there is none. One that is still under an older key of the ring moves to the first. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

export function createSecretStore(
  { kv, keyring, random }: { kv: Deno.Kv; keyring: Keyring; random: () => number },
): SecretStore {
  const encrypt = (name: string, value: string) =>
    keyring.encrypt(new TextEncoder().encode(value), boundTo(name));
  return {
    async get(name) {
      const entry = await kv.get<string>(secretKey(name));
      if (entry.value === null) return null;
      const value = new TextDecoder().decode(keyring.decrypt(entry.value, boundTo(name)));
      if (!keyring.isCurrent(entry.value)) {
        // Checked: a secret set meanwhile is newer than the one read here.
        const renewed = kv.atomic().check(entry).set(secretKey(name), encrypt(name, value));
        await retryWhileLocked(() => renewed.commit(), random);
      }
      return value;
    },
    async set(name, value) {
      await retryWhileLocked(() => kv.set(secretKey(name), encrypt(name, value)), random);
    },
    async delete(name) {
      await retryWhileLocked(() => kv.delete(secretKey(name)), random);
    },
  };
}

const secretKey = (name: string): Deno.KvKey => ["secret", name];
const boundTo = (name: string) => `secret:${name}`;
