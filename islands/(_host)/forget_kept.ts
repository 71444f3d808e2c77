// Signing out, being forgotten, another driver: nothing of this one stays on the phone, not even an answer that was
// not sent yet.

/** Name of the cache with a driver's pages. */
export const PAGES = "pages";
/** Name of the database, and of its only store, with the answers that wait. */
export const WAITING = "waiting";

/** Resolves also where nothing can be stored: then nothing was. */
export async function forgetKept(): Promise<void> {
  try {
    indexedDB.deleteDatabase(WAITING);
    await caches.delete(PAGES);
  } catch {
    return; // Storage is forbidden here.
  }
}
