// Notifications as YooKassa sends them: unsigned, at least once, in no order, for as long as nobody says 200; and the
// ways they go wrong.
import { z } from "zod";

/** How notifications are sent until told otherwise; all optional, and `{}` is as it should be. */
export const mannersSchema = z.strictObject({
  /** Nothing is sent; what happens meanwhile is never told. */
  drop: z.boolean().optional(),
  /** How often each one is sent. */
  copies: z.int().min(1).max(200).optional(),
  delayMs: z.int().min(0).max(86_400_000).optional(),
  /** Held back until `flush`, then sent newest first. */
  reorder: z.boolean().optional(),
  /** Comes with this X-Forwarded-For, as behind a proxy. */
  sourceIp: z.string().optional(),
});
export type Manners = z.infer<typeof mannersSchema>;

export interface Delivery {
  readonly event: string;
  readonly objectId: string;
  /** Answer of the receiver; 0 when there was none. */
  readonly statuses: number[];
}

const RETRY_MS = [1_000, 5_000, 30_000, 120_000, 600_000];
const PATIENCE_MS = 10_000;

export class Notifier {
  manners: Manners = {};
  readonly deliveries: Delivery[] = [];
  #held: (() => void)[] = [];
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #sending = new Set<Promise<void>>();
  #stopping = new AbortController();

  constructor(public url: string | null, readonly initial: Manners = {}) {
    this.manners = initial;
  }

  tell(event: string, object: Record<string, unknown>): void {
    const { drop, copies = 1, delayMs = 0, reorder } = this.manners;
    if (drop) return;
    for (let copy = 0; copy < copies; copy++) {
      const send = () => this.send(event, object);
      if (reorder) this.#held.unshift(send);
      else this.#later(delayMs, send);
    }
  }

  /** Sends what is held back, newest first. */
  flush(): void {
    for (const send of this.#held.splice(0)) send();
  }

  send(event: string, object: Record<string, unknown>): void {
    const delivery: Delivery = { event, objectId: String(object["id"]), statuses: [] };
    this.deliveries.push(delivery);
    this.#attempt(delivery, JSON.stringify({ type: "notification", event, object }), 0);
  }

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending);
  }

  reset(): void {
    this.manners = this.initial;
    this.deliveries.length = 0;
    this.#held = [];
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.reset();
    await Promise.all(this.#sending);
  }

  #attempt(delivery: Delivery, body: string, attempt: number): void {
    const sending = this.#post(body).then((status) => {
      this.#sending.delete(sending);
      delivery.statuses.push(status);
      const pause = RETRY_MS[attempt];
      if (status === 200 || pause === undefined || this.#stopping.signal.aborted) return;
      this.#later(pause, () => this.#attempt(delivery, body, attempt + 1));
    });
    this.#sending.add(sending);
  }

  async #post(body: string): Promise<number> {
    if (this.url === null) return 200;
    const timer = new AbortController();
    const giveUp = () => timer.abort();
    const patience = setTimeout(giveUp, PATIENCE_MS);
    this.#stopping.signal.addEventListener("abort", giveUp);
    const { sourceIp } = this.manners;
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(sourceIp !== undefined && { "x-forwarded-for": sourceIp }),
        },
        body,
        signal: timer.signal,
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      // Nobody there: tried again like any other answer that is not 200.
      return 0;
    } finally {
      clearTimeout(patience);
      this.#stopping.signal.removeEventListener("abort", giveUp);
    }
  }

  #later(ms: number, work: () => void): void {
    if (ms === 0) return work();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }
}
