// The small records of a view, which anything at all may have been written over.
import { fromBytes } from "../eventlog/record.ts";

/** What is stored as JSON in an object; null when it is no such thing. */
export function readable<T extends object>(stored: Uint8Array): T | null {
  try {
    const value = fromBytes<unknown>(stored);
    return typeof value === "object" ? value as T | null : null;
  } catch {
    // Whoever asks names the record; what is in it is nobody's business.
    return null;
  }
}
