// Port: a payment provider, in our words. "They said no" is a value; "we could not reach them, or cannot tell what
// they did" is an exception, ProviderFailure, and the same call with the same key is made again.
import type { Money } from "../shared/money.ts";
import type { Provider } from "./events.ts";

/** A payment as its provider has it right now, by an authenticated answer: never what somebody posted to us. */
export interface ProviderPayment {
  readonly provider: Provider;
  readonly providerPaymentId: string;
  /** `authorized`: held, not ours yet. */
  readonly status: "pending" | "authorized" | "succeeded" | "canceled";
  /** Minor units of whatever currency it is. */
  readonly amount: { readonly minor: number; readonly currency: string };
  /** When the money became ours, ISO 8601 UTC. */
  readonly paidAt?: string;
  readonly createdAt?: string;
  /** Made with play money. Absent when the provider did not say, which fits no account of ours. */
  readonly test?: boolean;
  /** Whose account it is on, where the provider tells. */
  readonly shop?: string;
  /** Our id of it, from the provider's metadata. */
  readonly paymentId?: string;
  /** Telegram's id of who paid, where the provider tells. */
  readonly payerId?: number;
  readonly confirmationUrl?: string;
  /** Who ended it and why, in the provider's words. */
  readonly canceled?: { readonly party: string; readonly reason: string };
  /** A further period of the same order, and the end the provider gives it, ISO 8601 UTC. */
  readonly renewal?: boolean;
  readonly until?: string;
  /** Everything that went back so far. */
  readonly refunded?: Money;
  readonly receiptRefused?: boolean;
}

export interface ProviderRefund {
  readonly provider: Provider;
  readonly providerRefundId: string;
  readonly providerPaymentId: string;
  readonly status: "pending" | "succeeded" | "canceled";
  readonly amount: { readonly minor: number; readonly currency: string };
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Our id of it, where the provider keeps one. */
  readonly refundId?: string;
  readonly reason?: string;
}

/** Something in a list of a provider that cannot be read, as far as it can. */
export interface Unreadable {
  readonly objectId: string | null;
  /** Of a payment: our id of it; of a refund: the provider's id of its payment. Null: it may be anybody's. */
  readonly belongsTo: string | null;
}

/** What is asked for. */
export interface Order {
  readonly paymentId: string;
  readonly driverId: number;
  readonly amount: Money;
  readonly tariff: { readonly id: string; readonly name: string; readonly days: number };
  /** E-mail or phone in clear, for the tax receipt. */
  readonly receiptContact?: string;
}

/** Key and body of a call, made before it and stored: a repeat is the same to the byte. */
export interface Submission {
  readonly idempotenceKey: string;
  readonly body: string;
}

export interface RefundOrder {
  readonly refundId: string;
  readonly paymentId: string;
  readonly driverId: number;
  readonly providerPaymentId: string;
  readonly amount: Money;
  readonly idempotenceKey: string;
  readonly receiptContact?: string;
}

/** They said no. `code` is the provider's own. */
export interface Rejection {
  readonly rejected: { readonly code: string; readonly error?: string };
}

export interface PaymentProvider {
  readonly name: Provider;
  readonly currency: Money["currency"];
  /** What every object of ours must show. */
  readonly account: { readonly shop?: string; readonly test: boolean };
  /** Whether it takes parts of a payment back, or only the whole. */
  readonly partialRefunds: boolean;
  /** It makes tax receipts, so it must know where to send them. */
  readonly needsReceiptContact?: boolean;
  /** A month bought here goes on by itself until the buyer stops it. */
  readonly renews?: boolean;
  /** The call to be made for an order; pure. */
  prepare(order: Order): Submission;
  /** Makes it. Throws when the outcome is unknown. */
  create(submission: Submission): Promise<ProviderPayment | Rejection>;
  /** Null when there is no such payment. */
  load(providerPaymentId: string): Promise<ProviderPayment | null>;
  loadRefund(providerRefundId: string): Promise<ProviderRefund | null>;
  /**
   * Payments and refunds made at or after a moment (ISO 8601 UTC), for sweeps and lost answers. What cannot be read is
   * told to `skipped` and left out; without it, it ends the list with an exception.
   */
  list(since: string, skipped?: (one: Unreadable) => void): AsyncIterable<ProviderPayment>;
  listRefunds(since: string, skipped?: (one: Unreadable) => void): AsyncIterable<ProviderRefund>;
  /** Everything that went back of a payment, is on its way back, or came to nothing. */
  refundsOf(
    providerPaymentId: string,
    skipped?: (one: Unreadable) => void,
  ): Promise<readonly ProviderRefund[]>;
  refund(order: RefundOrder): Promise<ProviderRefund | Rejection>;
}

/** Null when the operator has not switched it on. */
export type FindProvider = (name: Provider) => PaymentProvider | null;

/** Who speaks at a webhook. */
export interface NotificationCaller {
  /** The secret part of the address. */
  readonly token: string;
  readonly remoteIp: string;
}

/**
 * Where a provider tells us things by itself. What it tells is a hint: it is kept, and looked into later by asking the
 * provider. Every refusal is kept too, as far as a flood of them allows.
 */
export interface NotificationDoor {
  /** Whether the caller may speak at all. Asks nobody outside. */
  admit(caller: NotificationCaller, correlationId: string): Promise<"admitted" | "bad_token" | "bad_ip">;
  /** Resolves once durable; refuses what is no JSON. */
  receive(
    caller: NotificationCaller,
    body: string,
    correlationId: string,
  ): Promise<{ readonly ok: true } | { readonly refused: "not_json" }>;
}
