// Subscriptions: who has access until when, and why (contract 5.3).
import { type Access, decideAccess, type Gate, isPaid } from "../access/mod.ts";
import type { Settings } from "../settings/mod.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock, Vault } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import {
  type GrantDays,
  type GrantPeriod,
  type GrantPromoDays,
  type ObserveRenewal,
  type RestorePeriod,
  type RevokePeriod,
  type StartTrial,
  type SubscriptionCommand,
  subscriptionStream,
  type SuspendPeriod,
} from "./commands.ts";
import { subscriptionDecider, type SubscriptionRefusal } from "./decide.ts";
import { noGrants } from "./grants.ts";
import { type SubscriptionChange, subscriptionChange } from "./live.ts";
import { type Period, periodsOf } from "./periods.ts";
import type { AccessKeys } from "./ports.ts";
import { previewRevocation, type RevocationPreview } from "./preview.ts";
import { type Renewal, renewalAt } from "./renewal.ts";
import { searchSubscriptions, type SubscriptionsFound } from "./search.ts";
import { statusAt, type SubscriptionStatus } from "./status.ts";
import type { SubscriptionRow, SubscriptionStep } from "./view.ts";

export type { Period } from "./periods.ts";
export type { RevocationPreview } from "./preview.ts";
export type { Renewal } from "./renewal.ts";
export type { SubscriptionStatus } from "./status.ts";
export type { SubscriptionStep } from "./view.ts";

/** A subscription in clear text. */
export interface Subscription {
  readonly driverId: number;
  readonly now: SubscriptionStatus;
  /** Why until then, grant by grant. */
  readonly periods: readonly Period[];
  /** Whether its provider charges again; null when nothing is to be said of that. */
  readonly renewal: Renewal | null;
  readonly history: readonly SubscriptionStep[];
}

/** What a command needs besides what the facade knows: the time, and a new key where access begins. */
type Asked<C extends SubscriptionCommand> = Omit<C, "type" | "at" | "accessDigest">;
type Done = Subscription | { readonly refused: SubscriptionRefusal };

export interface Subscriptions {
  of(driverId: number): Promise<Subscription>;
  statusOf(driverId: number): Promise<SubscriptionStatus>;
  /** Whether the driver may pass a paywall, and why. */
  access(driverId: number, gate: Gate): Promise<Access>;
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
  /** Paid days; the same grant is given once. */
  grantPeriod(asked: Asked<GrantPeriod>, origin: Origin): Promise<Done>;
  startTrial(asked: Asked<StartTrial>, origin: Origin): Promise<Done>;
  mayStartTrial(driverId: number): Promise<boolean>;
  /** Begins the trial of a driver who has come for the first time, where there is one to give. */
  welcome(driverId: number, origin: Origin): Promise<void>;
  hasPaid(driverId: number): Promise<boolean>;
  grantDays(asked: Asked<GrantDays>, origin: Origin): Promise<Done>;
  grantPromoDays(asked: Asked<GrantPromoDays>, origin: Origin): Promise<Done>;
  revoke(asked: Asked<RevokePeriod>, origin: Origin): Promise<Done>;
  suspend(asked: Asked<SuspendPeriod>, origin: Origin): Promise<Done>;
  restore(asked: Asked<RestorePeriod>, origin: Origin): Promise<Done>;
  /** What the provider told of further charges; old news changes nothing. */
  observeRenewal(asked: Asked<ObserveRenewal>, origin: Origin): Promise<Done>;
  /** What `revoke` would do, or has done if it was for the same cause. */
  previewRevocation(
    driverId: number,
    what: { grantId: string; days?: number; causeId?: string },
  ): Promise<RevocationPreview>;
  /** The key to the Web App that came with the newest activation; null when there was none. */
  accessKeyOf(driverId: number): Promise<string | null>;
  /** Whether a key is the driver's newest and access lasts. */
  opens(driverId: number, key: string): Promise<boolean>;
}

export function createSubscriptions(
  ports: {
    execute: Execute;
    view: View<SubscriptionRow>;
    vault: Pick<Vault, "open">;
    settings: Pick<Settings, "values" | "flags">;
    keys: AccessKeys;
    clock: Clock;
  },
): Subscriptions {
  const { execute, view, vault, settings, keys, clock } = ports;
  const grantsOf = async (driverId: number) => (await view.get([driverId]))?.grants ?? noGrants;

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

  const of = async (driverId: number) => open(driverId, await view.get([driverId]), await settings.values());

  async function list({ limit = 100, after }: { limit?: number; after?: number } = {}) {
    const rows = await view.list([], { limit, ...(after !== undefined && { after: [after] }) });
    const set = await settings.values();
    return await Promise.all(rows.map(({ row }) => open(row.driverId, row, set)));
  }

  async function obey(command: SubscriptionCommand, origin: Origin): Promise<Done> {
    const { driverId } = command;
    const handled = await execute(subscriptionDecider, subscriptionStream(driverId), command, origin);
    if ("refused" in handled) return handled;
    await view.reached(handled.position);
    return await of(driverId);
  }

  const now = () => new Date(clock()).toISOString();
  const fresh = ({ driverId, grantId }: { driverId: number; grantId: string }) => ({
    at: now(),
    accessDigest: keys.digestOf(keys.keyOf(driverId, grantId)),
  });

  async function accessKeyOf(driverId: number): Promise<string | null> {
    const grantId = (await view.get([driverId]))?.accessGrantId;
    return grantId === undefined ? null : keys.keyOf(driverId, grantId);
  }

  const kindsOf = async (driverId: number) =>
    Object.values(await grantsOf(driverId)).map(({ given }) => given?.kind);

  return {
    of,
    changeIn: (driverId, event) => subscriptionChange(view, driverId, event),
    async changedSince(driverId, since) {
      const row = await view.get([driverId]);
      return row && (row.history.at(-1)?.at ?? "") >= since ? [row.position] : [];
    },
    statusOf,
    async access(driverId, gate) {
      const flags = await settings.flags();
      // Most of the time nothing is paid, and every page asks.
      const subscription = isPaid(gate, flags) ? await statusOf(driverId) : { status: "none" } as const;
      return decideAccess(gate, { flags, subscription });
    },
    list,
    search: (query) => searchSubscriptions(list, query),
    grantPeriod: (asked, origin) => obey({ type: "GrantPeriod", ...asked, ...fresh(asked) }, origin),
    startTrial: (asked, origin) => obey({ type: "StartTrial", ...asked, ...fresh(asked) }, origin),
    async mayStartTrial(driverId) {
      const kinds = await kindsOf(driverId);
      return !kinds.includes("trial") && !kinds.includes("payment");
    },
    async welcome(driverId, origin) {
      const { trial_days: days } = await settings.values();
      if (days === 0) return;
      const grant = { driverId, grantId: "trial" };
      // Who has had one already gets no other, and nobody is told so.
      await obey({ type: "StartTrial", ...grant, days, ...fresh(grant) }, origin);
    },
    hasPaid: async (driverId) => (await kindsOf(driverId)).includes("payment"),
    grantDays: (asked, origin) => obey({ type: "GrantDays", ...asked, ...fresh(asked) }, origin),
    grantPromoDays: (asked, origin) => obey({ type: "GrantPromoDays", ...asked, ...fresh(asked) }, origin),
    revoke: (asked, origin) => obey({ type: "RevokePeriod", ...asked, at: now() }, origin),
    suspend: (asked, origin) => obey({ type: "SuspendPeriod", ...asked, at: now() }, origin),
    restore: (asked, origin) => obey({ type: "RestorePeriod", ...asked, at: now() }, origin),
    observeRenewal: (asked, origin) => obey({ type: "ObserveRenewal", ...asked, at: now() }, origin),
    previewRevocation: async (driverId, what) => previewRevocation(await grantsOf(driverId), what),
    accessKeyOf,
    async opens(driverId, key) {
      const row = await view.get([driverId]);
      if (row?.accessDigest === undefined || keys.digestOf(key) !== row.accessDigest) return false;
      const { status } = await statusOf(driverId);
      return status === "active" || status === "trial" || status === "grace";
    },
  };
}
