// Who may do what is behind a paywall, and why: one decision for pages, API and bot (contract 5.3).
import type { Flags } from "../settings/flags.ts";
import type { SubscriptionStatus } from "../subscriptions/status.ts";

/** What a paywall can stand before. */
export type Gate = "respond" | "contacts";

export type Access =
  | { readonly allowed: true; readonly reason: "free" | "active" | "trial" | "grace" }
  | {
    readonly allowed: false;
    readonly reason: "never_subscribed" | "expired";
    /** Whether there is anything to be bought right now. */
    readonly canPay: boolean;
  };

const PAYWALLS = { respond: "paywall_respond", contacts: "paywall_contacts" } as const;

/** Whether a subscription counts at all there. */
export const isPaid = (gate: Gate, flags: Flags): boolean => flags[PAYWALLS[gate]];

/**
 * With the paywall down everybody may. With it up, whoever has an active subscription, a trial or grace may, whether
 * or not payments are switched on: switching them off stops new payments and nothing else.
 */
export function decideAccess(
  gate: Gate,
  { flags, subscription }: { flags: Flags; subscription: SubscriptionStatus },
): Access {
  if (!isPaid(gate, flags)) return { allowed: true, reason: "free" };
  switch (subscription.status) {
    case "active":
    case "trial":
    case "grace":
      return { allowed: true, reason: subscription.status };
    case "none":
      return { allowed: false, reason: "never_subscribed", canPay: flags.payments_enabled };
    case "expired":
      return { allowed: false, reason: "expired", canPay: flags.payments_enabled };
  }
}
