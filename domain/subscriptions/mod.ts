// Subscriptions: who has access until when, and why (contract 5.3).
import type { Execute, Origin } from "../shared/origin.ts";
import { createActivation } from "./activation.ts";
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
import type { AccessKeys } from "./ports.ts";
import { createReading, type ReadPorts, type ReadSubscriptions } from "./reading.ts";
import type { Subscription } from "./view.ts";

export type { Period } from "./periods.ts";
export type { RevocationPreview } from "./preview.ts";
export type { Renewal } from "./renewal.ts";
export type { SubscriptionStatus } from "./status.ts";
export type { Subscription, SubscriptionStep } from "./view.ts";

/** What a command needs besides what the facade knows: the time, and a new key where access begins. */
type Asked<C extends SubscriptionCommand> = Omit<C, "type" | "at" | "accessDigest">;
type Done = Subscription | { readonly refused: SubscriptionRefusal };

export interface Subscriptions extends ReadSubscriptions {
  /** Paid days; the same grant is given once. */
  grantPeriod(asked: Asked<GrantPeriod>, origin: Origin): Promise<Done>;
  startTrial(asked: Asked<StartTrial>, origin: Origin): Promise<Done>;
  /** Begins the trial of a driver who has come for the first time, where there is one to give. */
  welcome(driverId: number, origin: Origin): Promise<void>;
  grantDays(asked: Asked<GrantDays>, origin: Origin): Promise<Done>;
  grantPromoDays(asked: Asked<GrantPromoDays>, origin: Origin): Promise<Done>;
  revoke(asked: Asked<RevokePeriod>, origin: Origin): Promise<Done>;
  suspend(asked: Asked<SuspendPeriod>, origin: Origin): Promise<Done>;
  restore(asked: Asked<RestorePeriod>, origin: Origin): Promise<Done>;
  /** What the provider told of further charges; old news changes nothing. */
  observeRenewal(asked: Asked<ObserveRenewal>, origin: Origin): Promise<Done>;
  /** The key to the Web App that came with the newest activation; null when there was none. */
  accessKeyOf(driverId: number): Promise<string | null>;
  /** Whether a key is the driver's newest and access lasts. */
  opens(driverId: number, key: string): Promise<boolean>;
}

export interface SubscriptionsPorts extends ReadPorts {
  readonly execute: Execute;
  readonly keys: AccessKeys;
}

export function createSubscriptions(ports: SubscriptionsPorts): Subscriptions {
  const { execute, view, settings, keys, clock } = ports;
  const reading = createReading(ports);

  async function obey(command: SubscriptionCommand, origin: Origin): Promise<Done> {
    const { driverId } = command;
    const handled = await execute(subscriptionDecider, subscriptionStream(driverId), command, origin);
    if ("refused" in handled) return handled;
    await view.reached(handled.position);
    return await reading.of(driverId);
  }

  const now = () => new Date(clock()).toISOString();
  const fresh = createActivation(ports);

  return {
    ...reading,
    grantPeriod: (asked, origin) => obey({ type: "GrantPeriod", ...asked, ...fresh(asked) }, origin),
    startTrial: (asked, origin) => obey({ type: "StartTrial", ...asked, ...fresh(asked) }, origin),
    async welcome(driverId, origin) {
      const { trial_days: days } = await settings.values();
      if (days === 0) return;
      const grant = { driverId, grantId: "trial" };
      // Who has had one already gets no other, and nobody is told so.
      await obey({ type: "StartTrial", ...grant, days, ...fresh(grant) }, origin);
    },
    grantDays: (asked, origin) => obey({ type: "GrantDays", ...asked, ...fresh(asked) }, origin),
    grantPromoDays: (asked, origin) => obey({ type: "GrantPromoDays", ...asked, ...fresh(asked) }, origin),
    revoke: (asked, origin) => obey({ type: "RevokePeriod", ...asked, at: now() }, origin),
    suspend: (asked, origin) => obey({ type: "SuspendPeriod", ...asked, at: now() }, origin),
    restore: (asked, origin) => obey({ type: "RestorePeriod", ...asked, at: now() }, origin),
    observeRenewal: (asked, origin) => obey({ type: "ObserveRenewal", ...asked, at: now() }, origin),
    async accessKeyOf(driverId) {
      const grantId = (await view.get([driverId]))?.accessGrantId;
      return grantId === undefined ? null : keys.keyOf(driverId, grantId);
    },
    async opens(driverId, key) {
      const row = await view.get([driverId]);
      if (row?.accessDigest === undefined || keys.digestOf(key) !== row.accessDigest) return false;
      const { status } = await reading.statusOf(driverId);
      return status === "active" || status === "trial" || status === "grace";
    },
  };
}
