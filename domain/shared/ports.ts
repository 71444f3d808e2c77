// Ports every context shares: time, ids, and the vault for personal data.
import type { StoredEvent } from "./event.ts";

/** UTC milliseconds. */
export type Clock = () => number;

/** A new unguessable id, URL-safe. */
export type NewId = () => string;

/**
 * Opens what was sealed. Events are sealed inside `EventLog.append`, by the marks of their schemas; a value that is
 * sealed already stays as it is.
 */
export interface Vault {
  /** Ciphertext of a value about a person, for places that are not events. Throws DamagedKey. */
  seal(subject: string, value: string): Promise<string>;
  /**
   * Clear text of a sealed value; null once the subject is forgotten, and for whoever only looks also while their key is
   * damaged. Values that were never sealed pass through.
   */
  open(value: string | null | undefined): Promise<string | null>;
  /** The event with its personal fields and its actor's name in clear (or null). */
  openEvent<E extends StoredEvent>(event: E): Promise<E>;
  /** Deletes the subject's key: everything sealed under it is unreadable for ever. */
  forget(subject: string): Promise<void>;
}
