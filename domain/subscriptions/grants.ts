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

/** What the provider told last of further charges. Times are UTC milliseconds. */
export interface RenewalNote {
  readonly word: "stopped" | "failed" | "resumed";
  readonly sequence: number;
  readonly at: number;
  /** Of a failure: the newest charge of before; null when we knew of none. */
  readonly afterGrantId?: string | null;
}

export interface Grant {
  readonly grantId: string;
  /** Null when something was taken back before it was known to be given. */
  readonly given: Given | null;
  /** Days taken back by cause; "all" for the whole grant. */
  readonly revoked: Readonly<Record<string, number | "all">>;
  readonly suspensions: Readonly<Record<string, Suspension>>;
  /** Of a payment's first charge: what was told last of further ones. */
  readonly renewal?: RenewalNote;
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
    case "RenewalStopped":
      return { ...grant, renewal: { word: "stopped", sequence: data.sequence, at } };
    case "RenewalFailed":
      return {
        ...grant,
        renewal: { word: "failed", sequence: data.sequence, at, afterGrantId: data.afterGrantId },
      };
    case "RenewalResumed":
      return { ...grant, renewal: { word: "resumed", sequence: data.sequence, at } };
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

/** Paid days were given once, whatever has become of them. */
export function hasPaid(grants: Grants): boolean {
  return hasKind(grants, "payment");
}

/** A trial is for those who have never had one and never paid. */
export function mayStartTrial(grants: Grants): boolean {
  return !hasKind(grants, "trial") && !hasPaid(grants);
}

function hasKind(grants: Grants, kind: GrantKind): boolean {
  return Object.values(grants).some(({ given }) => given?.kind === kind);
}
