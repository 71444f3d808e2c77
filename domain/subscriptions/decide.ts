// What may happen to a subscription. A grant is given once, whatever asks for it and however often.
import type { Decider, Decision } from "../shared/decider.ts";
import type {
  GrantDays,
  GrantPeriod,
  GrantPromoDays,
  ObserveRenewal,
  RestorePeriod,
  RevokePeriod,
  StartTrial,
  SubscriptionCommand,
  SuspendPeriod,
} from "./commands.ts";
import type { SubscriptionEvent } from "./events.ts";
import { applyTo, daysLeft, type Grants, mayStartTrial, noGrants } from "./grants.ts";
import { DAY, expiryOf } from "./periods.ts";
import { lastCharge, standingNote } from "./renewal.ts";

export type SubscriptionRefusal = "trial_unavailable" | "idempotency_key_reused";

type Outcome = Decision<SubscriptionEvent, SubscriptionRefusal>;
const NOTHING: Outcome = { ok: [] };
const HOUR = 3_600_000;
/** Telegram numbers its updates upwards, but after a week without any it may begin anywhere (Bot API, "Update"). */
const NUMBERED_FOR = 7 * DAY;

export const subscriptionDecider: Decider<
  SubscriptionCommand,
  Grants,
  SubscriptionEvent,
  SubscriptionRefusal
> = { initialState: noGrants, evolve: applyTo, decide };

function decide(command: SubscriptionCommand, grants: Grants): Outcome {
  switch (command.type) {
    case "GrantPeriod":
      return grantPeriod(command, grants);
    case "StartTrial":
      return startTrial(command, grants);
    case "GrantDays":
      return grantDays(command, grants);
    case "GrantPromoDays":
      return grantPromoDays(command, grants);
    case "RevokePeriod":
      return revoke(command, grants);
    case "SuspendPeriod":
      return suspend(command, grants);
    case "RestorePeriod":
      return restore(command, grants);
    case "ObserveRenewal":
      return observeRenewal(command, grants);
  }
}

function grantPeriod({ type: _, ...data }: GrantPeriod, grants: Grants): Outcome {
  if (isGiven(grants, data.grantId)) return NOTHING;
  const twin = twinOf(data, grants);
  return happens(grants, {
    type: "PeriodGranted",
    data: { ...data, ...(twin && { possibleDuplicateOf: twin }), expiresAt: null },
  });
}

/** Another payment in the hour around this one, of whatever tariff: two taps, two tabs, two orders left open. */
function twinOf(
  { grantId, paymentId, paidAt, until }: Omit<GrantPeriod, "type">,
  grants: Grants,
): string | undefined {
  const isRenewal = until !== undefined && grantId !== paymentId;
  if (isRenewal) return undefined;
  const paid = Object.values(grants).find((grant) =>
    grant.given?.kind === "payment" && Math.abs(grant.given.at - Date.parse(paidAt)) <= HOUR &&
    // What went back whole is no second purchase.
    daysLeft(grant) > 0
  );
  return paid?.given?.paymentId;
}

function startTrial({ type: _, ...data }: StartTrial, grants: Grants): Outcome {
  if (isGiven(grants, data.grantId)) return NOTHING;
  if (!mayStartTrial(grants)) return { refused: "trial_unavailable" };
  return happens(grants, { type: "TrialStarted", data: { ...data, expiresAt: null } });
}

function grantDays({ type: _, ...data }: GrantDays, grants: Grants): Outcome {
  const known = grants[data.grantId]?.given;
  // One key is one gift. Why it was given is sealed, so it is not compared.
  if (known) return known.days === data.days ? NOTHING : { refused: "idempotency_key_reused" };
  return happens(grants, { type: "DaysGranted", data: { ...data, expiresAt: null } });
}

function grantPromoDays({ type: _, ...data }: GrantPromoDays, grants: Grants): Outcome {
  if (isGiven(grants, data.grantId)) return NOTHING;
  return happens(grants, { type: "PromoDaysGranted", data: { ...data, expiresAt: null } });
}

function revoke({ type: _, ...data }: RevokePeriod, grants: Grants): Outcome {
  if (grants[data.grantId]?.revoked[data.causeId] !== undefined) return NOTHING;
  return happens(grants, { type: "PeriodRevoked", data: { ...data, expiresAt: null } });
}

function suspend({ type: _, ...data }: SuspendPeriod, grants: Grants): Outcome {
  const known = grants[data.grantId]?.suspensions[data.disputeId];
  if (known !== undefined && known.from !== null) return NOTHING;
  return happens(grants, { type: "PeriodSuspended", data: { ...data, expiresAt: null } });
}

function restore({ type: _, ...data }: RestorePeriod, grants: Grants): Outcome {
  const known = grants[data.grantId]?.suspensions[data.disputeId];
  if (known !== undefined && known.to !== null) return NOTHING;
  return happens(grants, { type: "PeriodRestored", data: { ...data, expiresAt: null } });
}

function observeRenewal({ type: _, word, ...data }: ObserveRenewal, grants: Grants): Outcome {
  const { grantId, sequence, at } = data;
  const last = grants[grantId]?.renewal;
  if (last && sequence <= last.sequence && Date.parse(at) - last.at < NUMBERED_FOR) return NOTHING;
  // Other words are kept again with their number: an older word that comes later must not win.
  if (word === "failed" && standingNote(grants, grantId)?.word === word) return NOTHING;
  const about = { ...data, expiresAt: null };
  switch (word) {
    case "stopped":
      return happens(grants, { type: "RenewalStopped", data: about });
    case "resumed":
      return happens(grants, { type: "RenewalResumed", data: about });
    case "failed": {
      const afterGrantId = lastCharge(grants, grantId)?.grantId ?? null;
      return happens(grants, { type: "RenewalFailed", data: { ...about, afterGrantId } });
    }
  }
}

function isGiven(grants: Grants, grantId: string): boolean {
  return (grants[grantId]?.given ?? null) !== null;
}

/** The fact with the end of access it leads to. */
function happens(grants: Grants, event: SubscriptionEvent): Outcome {
  const expiresAt = expiryOf(applyTo(grants, event));
  return { ok: [{ ...event, data: { ...event.data, expiresAt } } as SubscriptionEvent] };
}
