// Answers to loads that wait on the phone for a connection, in IndexedDB: the page and the service worker share them.
// One per load: what was typed last is what is sent.
import { WAITING } from "./forget_kept.ts";

export interface Waiting {
  /** Path of the load's page, where its form is posted. */
  readonly path: string;
  /** Whose answer it is: the server refuses it from anybody else's session. */
  readonly driver: string;
  /** The form, urlencoded. */
  readonly form: string;
  /** Names this one act, however often it is sent. */
  readonly key: string;
  /** What became of it, until the driver has seen it. */
  readonly outcome?: "sent" | "refused";
}

/** Every answer, sent or not. */
export const allWaiting = () => inStore<Waiting[]>("readonly", (store) => store.getAll());

export async function wait(answer: Omit<Waiting, "key" | "outcome">): Promise<void> {
  await inStore("readwrite", (store) => store.put({ ...answer, key: crypto.randomUUID() }));
}

/** Notes what became of an answer; one that was changed or taken back meanwhile is left alone. */
export async function settle({ path, key }: Waiting, outcome: "sent" | "refused"): Promise<void> {
  const now = await inStore<Waiting | undefined>("readonly", (store) => store.get(path));
  if (now?.key === key) await inStore("readwrite", (store) => store.put({ ...now, outcome }));
}

export async function takeBack(path: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(path));
}

function inStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(WAITING, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(WAITING, { keyPath: "path" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(WAITING, mode);
      const request = use(transaction.objectStore(WAITING));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result as T);
      };
      transaction.onabort = () => {
        database.close();
        reject(transaction.error);
      };
    };
  });
}
