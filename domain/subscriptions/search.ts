// Subscriptions as the console looks for them: by what they are now, a page at a time by driver.
import type { SubscriptionStatus } from "./status.ts";
import type { Subscription } from "./view.ts";

export interface SubscriptionsFound {
  readonly subscriptions: readonly Subscription[];
  /** The last driver of this page, when there are more after it. */
  readonly next: number | null;
  /** How many there are of each kind, whatever was asked for. */
  readonly counts: Readonly<Partial<Record<SubscriptionStatus["status"], number>>>;
}

type List = (options: { limit: number; after?: number }) => Promise<readonly Subscription[]>;

const AT_A_TIME = 500;

export async function searchSubscriptions(
  list: List,
  { status, limit, after }: { status?: SubscriptionStatus["status"]; limit: number; after?: number },
): Promise<SubscriptionsFound> {
  const found: Subscription[] = [];
  const counts: Partial<Record<SubscriptionStatus["status"], number>> = {};
  let more = false;
  for await (const subscription of everyone(list)) {
    const kind = subscription.now.status;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (status !== undefined && kind !== status) continue;
    if (after !== undefined && subscription.driverId <= after) continue;
    if (found.length < limit) found.push(subscription);
    else more = true;
  }
  return { subscriptions: found, next: more ? found.at(-1)?.driverId ?? null : null, counts };
}

async function* everyone(list: List): AsyncGenerator<Subscription> {
  let after: number | undefined;
  for (;;) {
    const batch = await list({ limit: AT_A_TIME, ...(after !== undefined && { after }) });
    yield* batch;
    after = batch.at(-1)?.driverId;
    if (batch.length < AT_A_TIME) return;
  }
}
