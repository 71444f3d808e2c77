// Requests about one driver's subscription. `at` is when it is decided, ISO 8601 UTC.

interface About {
  readonly driverId: number;
  readonly grantId: string;
  readonly at: string;
}

/** Every activation brings the digest of a new key to the Web App. */
interface Activation extends About {
  readonly accessDigest?: string;
}

export interface GrantPeriod extends Activation {
  readonly type: "GrantPeriod";
  readonly paymentId: string;
  readonly tariffId: string;
  readonly days: number;
  readonly paidAt: string;
  readonly until?: string;
}

export interface StartTrial extends Activation {
  readonly type: "StartTrial";
  readonly days: number;
  readonly promoCode?: string;
}

export interface GrantDays extends Activation {
  readonly type: "GrantDays";
  readonly days: number;
  readonly reason: string;
}

export interface GrantPromoDays extends Activation {
  readonly type: "GrantPromoDays";
  readonly days: number;
  readonly promoCode: string;
}

export interface RevokePeriod extends About {
  readonly type: "RevokePeriod";
  readonly cause: "refund" | "dispute" | "staff";
  readonly causeId: string;
  /** Absent: the whole grant. */
  readonly days?: number;
}

export interface SuspendPeriod extends About {
  readonly type: "SuspendPeriod";
  readonly disputeId: string;
  readonly from: string;
}

export interface RestorePeriod extends About {
  readonly type: "RestorePeriod";
  readonly disputeId: string;
  readonly to: string;
}

/** What the provider told of further charges. `grantId` is the payment's id, of its first charge. */
export interface ObserveRenewal extends About {
  readonly type: "ObserveRenewal";
  readonly word: "stopped" | "failed" | "resumed";
  readonly sequence: number;
}

export type SubscriptionCommand =
  | GrantPeriod
  | StartTrial
  | GrantDays
  | GrantPromoDays
  | RevokePeriod
  | SuspendPeriod
  | RestorePeriod
  | ObserveRenewal;

export function subscriptionStream(driverId: number): string {
  return `subscription-${driverId}`;
}
