// Delivers updates to the bot's webhook, one at a time in order; what is not answered 200 is sent again.
import type { UpdateQueue } from "./updates.ts";

export interface Webhook {
  url: string;
  secretToken: string | undefined;
}

export interface WebhookFailure {
  /** Unix seconds. */
  at: number;
  message: string;
}

const LONGEST_PAUSE_MS = 10_000;
const ANSWER_WITHIN_MS = 30_000;

export class WebhookDelivery {
  hook: Webhook | null = null;
  lastFailure: WebhookFailure | null = null;
  #running = false;
  #wake: (() => void) | undefined;
  readonly #stopping = new AbortController();
  readonly #queue: UpdateQueue;
  readonly #retryMs: number;
  readonly #now: () => number;

  /** `retryMs` is the first pause after a failure; it doubles up to ten seconds. */
  constructor(queue: UpdateQueue, retryMs: number, now: () => number) {
    this.#queue = queue;
    this.#retryMs = retryMs;
    this.#now = now;
    queue.onQueued = () => void this.#run();
  }

  set(hook: Webhook | null): void {
    this.hook = hook;
    this.lastFailure = null;
    this.#wake?.();
    void this.#run();
  }

  stop(): void {
    this.#stopping.abort();
    this.#wake?.();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let failures = 0;
    for (;;) {
      const update = this.#queue.first();
      if (!this.hook || !update || this.#stopping.signal.aborted) break;
      const failure = await this.#deliver(this.hook, update);
      if (failure === null) {
        failures = 0;
        this.#queue.confirmBelow(update.update_id + 1);
      } else if (!this.#stopping.signal.aborted) {
        this.lastFailure = { at: Math.floor(this.#now() / 1000), message: failure };
        await this.#pause(Math.min(LONGEST_PAUSE_MS, this.#retryMs * 2 ** failures++));
      }
    }
    this.#running = false;
  }

  /** Null when delivered, else why not. */
  async #deliver(hook: Webhook, update: unknown): Promise<string | null> {
    try {
      const response = await fetch(hook.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(hook.secretToken === undefined ? {} : { "x-telegram-bot-api-secret-token": hook.secretToken }),
        },
        body: JSON.stringify(update),
        redirect: "manual",
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.body?.cancel();
      return response.ok
        ? null
        : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#wake = end;
    });
  }
}
