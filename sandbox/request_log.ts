// What a sandbox received, for `GET /__control/log`. Holds no credentials: callers note only what is safe.

export interface LoggedRequest {
  /** ISO 8601, UTC. */
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  /** null until answered, and for ever after `hang`. */
  status: number | null;
  /** What the vendor's handler found worth keeping: parameters without secrets, whether credentials matched. */
  note?: Record<string, unknown>;
}

const KEPT = 20_000;

export class RequestLog {
  #entries: LoggedRequest[] = [];

  open(at: number, method: string, path: string, query: URLSearchParams): LoggedRequest {
    const entry: LoggedRequest = {
      at: new Date(at).toISOString(),
      method,
      path,
      query: Object.fromEntries(query),
      status: null,
    };
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.shift();
    return entry;
  }

  entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
