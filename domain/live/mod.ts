// What concerns one driver, as it happens: the open page of the Mini App follows it.
import type { PaymentChange } from "../payments/live.ts";
import type { Payments } from "../payments/mod.ts";
import type { ResponseChange } from "../responses/live.ts";
import type { Responses } from "../responses/mod.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { SubscriptionChange } from "../subscriptions/live.ts";
import type { Subscriptions } from "../subscriptions/mod.ts";

/** `position`: of the event, to resume after. */
export type Change =
  & { readonly position: number }
  & (
    | { readonly about: "response"; readonly data: ResponseChange }
    | { readonly about: "payment"; readonly data: PaymentChange }
    | { readonly about: "subscription"; readonly data: SubscriptionChange }
  );

export interface Live {
  /** Every change that concerns the driver after a position, then those to come until the signal aborts. */
  changes(driverId: number, range: { after: number; signal: AbortSignal }): AsyncIterable<Change>;
  /** Where to follow from to see again what changed since a moment (ISO 8601 UTC); null when nothing did. */
  beforeChangesSince(driverId: number, since: string): Promise<number | null>;
}

export function createLive(
  { log, responses, payments, subscriptions }: {
    log: Pick<EventLog, "tail">;
    responses: Pick<Responses, "changeIn" | "changedSince">;
    payments: Pick<Payments, "changeIn" | "changedSince">;
    subscriptions: Pick<Subscriptions, "changeIn" | "changedSince">;
  },
): Live {
  const contexts = [responses, payments, subscriptions];
  return {
    async *changes(driverId, range) {
      for await (const event of log.tail(range)) {
        const { position } = event;
        const response = await responses.changeIn(driverId, event);
        if (response) yield { position, about: "response", data: response };
        const payment = await payments.changeIn(driverId, event);
        if (payment) yield { position, about: "payment", data: payment };
        const subscription = await subscriptions.changeIn(driverId, event);
        if (subscription) yield { position, about: "subscription", data: subscription };
      }
    },
    async beforeChangesSince(driverId, since) {
      const positions = await Promise.all(contexts.map((context) => context.changedSince(driverId, since)));
      const changed = positions.flat();
      return changed.length === 0 ? null : Math.min(...changed) - 1;
    },
  };
}
