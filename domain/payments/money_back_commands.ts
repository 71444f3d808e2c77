// Requests about money on its way back: refunds of ours, and the disputes of payers. `at` is when it is decided, ISO 8601 UTC.
import type { Money } from "../shared/money.ts";
import type { Source } from "./events.ts";
import type { ProviderRefund } from "./ports.ts";

interface About {
  readonly at: string;
}

export interface RequestRefund extends About {
  readonly type: "RequestRefund";
  readonly refundId: string;
  /** Which charge, of a payment that has several; the first unless given. */
  readonly providerPaymentId?: string;
  readonly amount: Money;
  readonly reason: string;
  readonly revokeDays?: number;
  readonly partialRefunds: boolean;
  /** Id of the administrator who asks. */
  readonly by: string;
  /** From so many hundredths (of a rouble, of a Star) a second administrator must agree; 0: never. */
  readonly secondAdminFrom: number;
}

/** Another administrator agrees to a refund that was proposed. */
export interface ApproveRefund extends About {
  readonly type: "ApproveRefund";
  readonly refundId: string;
  readonly by: string;
  readonly reason: string;
  readonly partialRefunds: boolean;
}

/** It is not given; whoever proposed it may take it back so. */
export interface DeclineRefund extends About {
  readonly type: "DeclineRefund";
  readonly refundId: string;
  readonly reason: string;
}

export interface ObserveRefund extends About {
  readonly type: "ObserveRefund";
  readonly refund: ProviderRefund;
  readonly via: Source;
}

/** The provider refuses to give it back. */
export interface RejectRefund extends About {
  readonly type: "RejectRefund";
  readonly refundId: string;
  readonly reason: string;
}

export interface OpenDispute extends About {
  readonly type: "OpenDispute";
  readonly disputeId: string;
  readonly providerPaymentId?: string;
  readonly openedAt: string;
  readonly suspends: boolean;
  readonly reason?: string;
}

export interface SettleDispute extends About {
  readonly type: "SettleDispute";
  readonly disputeId: string;
  readonly providerPaymentId?: string;
  readonly outcome: "won" | "lost";
  readonly closedAt: string;
  readonly reason?: string;
}

export type MoneyBackCommand =
  | RequestRefund
  | ApproveRefund
  | DeclineRefund
  | ObserveRefund
  | RejectRefund
  | OpenDispute
  | SettleDispute;
