// Events to the shop's webhook, signed by the `stripe` package itself; what is not answered 2xx is sent again.
import { randomBytes } from "node:crypto";
import Stripe from "stripe";
import { pause } from "../waiting.ts";

export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly data: { readonly object: Record<string, unknown> };
  readonly [field: string]: unknown;
}

export interface Hook {
  readonly url: string;
  /** "whsec_…". */
  readonly secret: string;
}

/** How events are treated until told otherwise. */
export interface Treatment {
  /** They are made and never sent. */
  drop: boolean;
  /** Each is sent so often, at once. */
  copies: number;
}

const LONGEST_PAUSE_MS = 10_000;
const ANSWER_WITHIN_MS = 10_000;
const TRIES = 20;

export class Events {
  hook: Hook | null = null;
  treatment: Treatment = { drop: false, copies: 1 };
  readonly sent: { id: string; type: string; status: number | null }[] = [];
  readonly #made: StripeEvent[] = [];
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #retryMs: number;
  readonly #time: () => number;

  /** `retryMs` is the first pause after a failure; `time` in Unix seconds. */
  constructor({ retryMs, time }: { retryMs: number; time: () => number }) {
    this.#retryMs = retryMs;
    this.#time = time;
  }

  tell(type: string, object: Record<string, unknown>, livemode: boolean): void {
    const event: StripeEvent = {
      id: `evt_${randomBytes(12).toString("hex")}`,
      object: "event",
      api_version: "2026-10-28.endive",
      created: this.#time(),
      livemode,
      pending_webhooks: 1,
      request: null,
      type,
      data: { object: structuredClone(object) },
    };
    this.#made.push(event);
    if (this.treatment.drop) return;
    for (let copy = 0; copy < this.treatment.copies; copy++) this.#send(event);
  }

  /** Sends the last event of a kind once more, under its own id or a new one. False when there was none. */
  again(type: string, { newId }: { newId: boolean }): boolean {
    const event = this.#made.findLast((one) => one.type === type);
    if (event) this.#send(newId ? { ...event, id: `evt_${randomBytes(12).toString("hex")}` } : event);
    return event !== undefined;
  }

  made(): readonly StripeEvent[] {
    return this.#made;
  }

  clear(): void {
    this.#made.length = 0;
    this.sent.length = 0;
    this.treatment = { drop: false, copies: 1 };
  }

  stop(): void {
    this.#stopping.abort();
  }

  #send(event: StripeEvent): void {
    const sending = this.#deliver(event).finally(() => this.#running.delete(sending));
    this.#running.add(sending);
  }

  async #deliver(event: StripeEvent): Promise<void> {
    const payload = JSON.stringify(event, null, 2);
    for (let attempt = 0; attempt < TRIES && !this.#stopping.signal.aborted; attempt++) {
      if (this.hook === null) return;
      const status = await this.#post(this.hook, payload);
      this.sent.push({ id: event.id, type: event.type, status });
      if (status !== null && status < 300) return;
      await pause(Math.min(LONGEST_PAUSE_MS, this.#retryMs * 2 ** attempt), this.#stopping.signal);
    }
  }

  /** Null when there was no answer. */
  async #post({ url, secret }: Hook, payload: string): Promise<number | null> {
    const timestamp = this.#time();
    const header = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp });
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": header },
        body: payload,
        redirect: "manual",
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }
}
