// Whoever sees a payment paid, or its money gone back, sees what it means for access: both are one commit.
import { fold } from "../shared/decider.ts";
import type { DomainEvent, StoredEvent } from "../shared/event.ts";
import type { Follow } from "../shared/along.ts";
import type { Clock } from "../shared/ports.ts";
import type { NewMessage } from "../shared/queue.ts";
import { createActivation } from "../subscriptions/activation.ts";
import { type SubscriptionCommand, subscriptionStream } from "../subscriptions/commands.ts";
import { subscriptionDecider } from "../subscriptions/decide.ts";
import type { AccessKeys } from "../subscriptions/ports.ts";
import { reactToMoney } from "./payments.ts";
import { steps } from "./steps.ts";

/** The queued steps about access, done at once; in the queue they stay, for what could not be. */
export function createAccessFollowsMoney(ports: { keys: AccessKeys; clock: Clock }): Follow {
  const fresh = createActivation(ports);
  const now = () => new Date(ports.clock()).toISOString();

  function commandOf({ kind, data }: NewMessage): SubscriptionCommand[] {
    switch (kind) {
      case "process.grant_period": {
        const { until, ...grant } = steps[kind].parse(data);
        return [{ type: "GrantPeriod", ...grant, ...(until !== undefined && { until }), ...fresh(grant) }];
      }
      case "process.revoke_period": {
        const { days, ...revoked } = steps[kind].parse(data);
        return [{ type: "RevokePeriod", ...revoked, ...(days !== undefined && { days }), at: now() }];
      }
      case "process.suspend_period":
        return [{ type: "SuspendPeriod", ...steps[kind].parse(data), at: now() }];
      case "process.restore_period":
        return [{ type: "RestorePeriod", ...steps[kind].parse(data), at: now() }];
      default:
        return [];
    }
  }

  return (happened) => {
    const commands = happened.flatMap((event) => reactToMoney(event, [])).flatMap(commandOf);
    const [first] = commands;
    // One command is about one payment, which is one driver's.
    if (!first) return null;
    return {
      streamId: subscriptionStream(first.driverId),
      decide: (history) => decideAll(commands, history),
    };
  };
}

function decideAll(
  commands: readonly SubscriptionCommand[],
  history: readonly StoredEvent[],
): readonly DomainEvent[] {
  const facts: DomainEvent[] = [];
  for (const command of commands) {
    const decision = subscriptionDecider.decide(
      command,
      fold(subscriptionDecider, [...history, ...facts]),
    );
    if ("refused" in decision) throw new Error(`Cannot ${command.type} at once: ${decision.refused}`);
    facts.push(...decision.ok);
  }
  return facts;
}
