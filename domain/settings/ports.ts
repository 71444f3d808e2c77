// Port: where secrets that staff types are kept, encrypted. Nobody but adapters of providers reads them.
import type { SecretSetting } from "./catalogue.ts";

export interface SecretSettings {
  /** Keeps the secret, encrypted, in place of the one before. */
  put(key: SecretSetting, value: string): Promise<void>;
  /** A short keyed digest, equal for equal secrets, from which nothing can be guessed. */
  fingerprint(key: SecretSetting, value: string): string;
}
