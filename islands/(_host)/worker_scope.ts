// The part of a service worker's global scope that ours uses; browsers' own types of it clash with those of pages.

interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface FetchAsked extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

export interface WorkerScope {
  readonly clients: {
    claim(): Promise<void>;
    matchAll(): Promise<readonly { postMessage(message: unknown): void }[]>;
  };
  /** `sync`: Chromium only. */
  readonly registration: { readonly sync?: { register(tag: string): Promise<void> } };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate" | "sync", hear: (event: Extendable) => void): void;
  addEventListener(type: "fetch", hear: (event: FetchAsked) => void): void;
  addEventListener(type: "message", hear: (event: Extendable & { readonly data: unknown }) => void): void;
}
