// Ports of updates: the one question of Telegram that cannot wait for the queue.

/** Telegram is about to take a payment and waits ten seconds for our word (Bot API, "PreCheckoutQuery"). */
export interface PreCheckoutQuery {
  readonly queryId: string;
  readonly driverId: number;
  readonly currency: string;
  /** In the smallest units of the currency; Stars have none. */
  readonly totalAmount: number;
  /** What we gave the invoice when it was made. */
  readonly payload: string;
}

/** Refusals a payer is told, in the words of `texts/`. */
export type PreCheckoutRefusal = "payments_unavailable" | "payment_outdated";
export type PreCheckoutVerdict = { readonly ok: true } | { readonly refused: PreCheckoutRefusal };

/** Decides from what is at hand, in well under a second; asks nobody outside. */
export type DecidePreCheckout = (query: PreCheckoutQuery) => Promise<PreCheckoutVerdict>;

/** Tells Telegram. Never throws: without an answer Telegram takes no money. Adapter: infra/telegram/answer_pre_checkout.ts. */
export type AnswerPreCheckout = (queryId: string, verdict: PreCheckoutVerdict) => Promise<void>;
