// What a subscription is made of: grants, and what has happened to each of them since. In any order facts may
// come, the same facts make the same grants.
import type { SubscriptionEvent } from "./events.ts";

export type GrantKind = "payment" | "trial" | "gift" | "promo";

/** Times are UTC milliseconds. */
export interface Given {
  readonly kind: GrantKind;
  readonly days: number;
  /** The grant cannot begin before: the provider had the money then, or somebody decided so. */
  readonly at: number;
  readonly until?: number;
  readonly paymentId?: string;
  readonly tariffId?: string;
  readonly promoCode?: string;
}

export interface Suspension {
  /** Null when only its end is known yet. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface Grant {
  readonly grantId: string;
  /** Null when something was taken back before it was known to be given. */
  readonly given: Given | null;
  /** Days taken back by cause; "all" for the whole grant. */
  readonly revoked: Readonly<Record<string, number | "all">>;
  readonly suspensions: Readonly<Record<string, Suspension>>;
}

export type Grants = Readonly<Record<string, Grant>>;

export const noGrants: Grants = {};

export function applyTo(grants: Grants, event: SubscriptionEvent): Grants {
  const { grantId } = event.data;
  const grant = grants[grantId] ?? { grantId, given: null, revoked: {}, suspensions: {} };
  return { ...grants, [grantId]: after(grant, event) };
}

function after(grant: Grant, { type, data }: SubscriptionEvent): Grant {
  const at = Date.parse(data.at);
  switch (type) {
    case "PeriodGranted": {
      const { days, paidAt, until, paymentId, tariffId } = data;
      const given: Given = { kind: "payment", days, at: Date.parse(paidAt), paymentId, tariffId };
      return { ...grant, given: until === undefined ? given : { ...given, until: Date.parse(until) } };
    }
    case "TrialStarted": {
      const promo = data.promoCode === undefined ? {} : { promoCode: data.promoCode };
      return { ...grant, given: { kind: "trial", days: data.days, at, ...promo } };
    }
    case "DaysGranted":
      return { ...grant, given: { kind: "gift", days: data.days, at } };
    case "PromoDaysGranted":
      return { ...grant, given: { kind: "promo", days: data.days, at, promoCode: data.promoCode } };
    case "PeriodRevoked":
      return { ...grant, revoked: { ...grant.revoked, [data.causeId]: data.days ?? "all" } };
    case "PeriodSuspended":
      return suspended(grant, data.disputeId, { from: Date.parse(data.from) });
    case "PeriodRestored":
      return suspended(grant, data.disputeId, { to: Date.parse(data.to) });
  }
}

function suspended(grant: Grant, disputeId: string, known: Partial<Suspension>): Grant {
  const before = grant.suspensions[disputeId] ?? { from: null, to: null };
  return { ...grant, suspensions: { ...grant.suspensions, [disputeId]: { ...before, ...known } } };
}

/** Days of the grant that nobody has taken back. */
export function daysLeft({ given, revoked }: Grant): number {
  if (!given) return 0;
  const taken = Object.values(revoked);
  if (taken.includes("all")) return 0;
  return Math.max(0, taken.reduce<number>((left, days) => left - Number(days), given.days));
}
