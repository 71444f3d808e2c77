// Subscriptions as drivers, paywalls and staff read them: as they are at this moment of the clock.
import { type Access, decideAccess, type Gate, isPaid } from "../access/mod.ts";
import type { Settings } from "../settings/mod.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Clock, Vault } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import { type Grants, hasPaid, mayStartTrial, noGrants } from "./grants.ts";
import { type SubscriptionChange, subscriptionChange } from "./live.ts";
import { periodsOf } from "./periods.ts";
import { previewRevocation, type RevocationPreview } from "./preview.ts";
import { renewalAt } from "./renewal.ts";
import { searchSubscriptions, type SubscriptionsFound } from "./search.ts";
import { statusAt, type SubscriptionStatus } from "./status.ts";
import type { Subscription, SubscriptionRow } from "./view.ts";

export interface ReadSubscriptions {
  of(driverId: number): Promise<Subscription>;
  statusOf(driverId: number): Promise<SubscriptionStatus>;
  /** Whether the driver may pass a paywall, and why. */
  access(driverId: number, gate: Gate): Promise<Access>;
  mayStartTrial(driverId: number): Promise<boolean>;
  hasPaid(driverId: number): Promise<boolean>;
  /** What an event changes of the driver's subscription, once the view shows it. */
  changeIn(driverId: number, event: StoredEvent): Promise<SubscriptionChange | null>;
  /** Position of the newest change, if there was one since a moment (ISO 8601 UTC). */
  changedSince(driverId: number, since: string): Promise<number[]>;
  /** All of them, a page at a time by driver id. */
  list(options?: { limit?: number; after?: number }): Promise<Subscription[]>;
  /** A page of those that are so now, by driver id, and how many there are of each kind. */
  search(
    query: { status?: SubscriptionStatus["status"]; limit: number; after?: number },
  ): Promise<SubscriptionsFound>;
  /** Resolves when whatever is committed by a position is part of what is read here. */
  reached(position: number): Promise<void>;
  /** What `revoke` would do, or has done if it was for the same cause. */
  previewRevocation(
    driverId: number,
    what: { grantId: string; days?: number; causeId?: string },
  ): Promise<RevocationPreview>;
}

export interface ReadPorts {
  readonly view: View<SubscriptionRow>;
  readonly vault: Pick<Vault, "open">;
  readonly settings: Pick<Settings, "values" | "flags">;
  readonly clock: Clock;
}

export function createReading({ view, vault, settings, clock }: ReadPorts): ReadSubscriptions {
  const grantsOf = async (driverId: number): Promise<Grants> =>
    (await view.get([driverId]))?.grants ?? noGrants;

  async function statusOf(driverId: number): Promise<SubscriptionStatus> {
    const { grace_days } = await settings.values();
    return statusAt(periodsOf(await grantsOf(driverId)), clock(), grace_days);
  }

  async function open(
    driverId: number,
    row: SubscriptionRow | null,
    { grace_days }: { grace_days: number },
  ): Promise<Subscription> {
    const grants = row?.grants ?? noGrants;
    const periods = periodsOf(grants);
    const history = await Promise.all((row?.history ?? []).map(async (step) => {
      const { reason, ...rest } = step;
      return reason === undefined ? rest : { ...rest, reason: await vault.open(reason) };
    }));
    const now = clock();
    return {
      driverId,
      now: statusAt(periods, now, grace_days),
      periods,
      renewal: renewalAt(grants, now),
      history,
    };
  }

  async function list({ limit = 100, after }: { limit?: number; after?: number } = {}) {
    const rows = await view.list([], { limit, ...(after !== undefined && { after: [after] }) });
    const set = await settings.values();
    return await Promise.all(rows.map(({ row }) => open(row.driverId, row, set)));
  }

  return {
    of: async (driverId) => open(driverId, await view.get([driverId]), await settings.values()),
    statusOf,
    async access(driverId, gate) {
      const flags = await settings.flags();
      // Most of the time nothing is paid, and every page asks.
      const subscription = isPaid(gate, flags) ? await statusOf(driverId) : { status: "none" } as const;
      return decideAccess(gate, { flags, subscription });
    },
    mayStartTrial: async (driverId) => mayStartTrial(await grantsOf(driverId)),
    hasPaid: async (driverId) => hasPaid(await grantsOf(driverId)),
    changeIn: (driverId, event) => subscriptionChange(view, driverId, event),
    async changedSince(driverId, since) {
      const row = await view.get([driverId]);
      return row && (row.history.at(-1)?.at ?? "") >= since ? [row.position] : [];
    },
    list,
    search: (query) => searchSubscriptions(list, query),
    reached: (position) => view.reached(position),
    previewRevocation: async (driverId, what) => previewRevocation(await grantsOf(driverId), what),
  };
}
