// When money goes back, or somebody disputes it, the days it paid for follow.
import type {
  DisputeLost,
  DisputeOpened,
  DisputeWon,
  PaymentRefunded,
} from "../payments/money_back_events.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

type WentBack = PaymentRefunded | DisputeOpened | DisputeWon | DisputeLost;

export function whenMoneyWentBackChangeAccess({ type, data }: WentBack): NewMessage[] {
  const { driverId, grantId } = data;
  const lane = `subscription:${driverId}`;
  switch (type) {
    case "PaymentRefunded": {
      const { refundId, full, revokeDays } = data;
      // A part of the money takes no days with it unless somebody said so.
      if (!full && revokeDays === undefined) return [];
      const revoke = { driverId, grantId, cause: "refund", causeId: refundId } as const;
      const days = full ? {} : { days: revokeDays };
      return [step("process.revoke_period", { id: refundId, lane }, { ...revoke, ...days })];
    }
    case "DisputeOpened": {
      const { disputeId, openedAt: from, suspends } = data;
      if (!suspends) return [];
      return [
        step("process.suspend_period", { id: idOf(data), lane }, { driverId, grantId, disputeId, from }),
      ];
    }
    case "DisputeWon": {
      const { disputeId, closedAt: to } = data;
      return [step("process.restore_period", { id: idOf(data), lane }, { driverId, grantId, disputeId, to })];
    }
    case "DisputeLost": {
      const { disputeId: causeId } = data;
      const revoke = { driverId, grantId, cause: "dispute", causeId } as const;
      return [step("process.revoke_period", { id: idOf(data), lane }, revoke)];
    }
  }
}

/** Disputes noted by hand may have one name for many payments. */
function idOf({ grantId, disputeId }: { grantId: string; disputeId: string }): string {
  return `${grantId}:${disputeId}`;
}
