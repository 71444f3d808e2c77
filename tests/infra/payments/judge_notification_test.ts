// A notification whose payment cannot be asked about: what the provider fails to do is told as that, what we do is not.
import assert from "node:assert/strict";
import type { PaymentProvider } from "../../../domain/payments/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import { createJudgeNotification } from "../../../infra/payments/yookassa/judge_notification.ts";
import { agreeing, moneyOnKv } from "../../domain/payments/money_on_kv.ts";
import { run, stepDeps } from "./kit.ts";

const DAY = 86_400_000;

/** Looks into a notification a moment after a day has passed; `load` is what the provider does then. */
async function aDayLater(load: PaymentProvider["load"]) {
  await using money = await moneyOnKv([{ ...agreeing, load }]);
  const judge = createJudgeNotification({ ...stepDeps(money), log: money.log });
  const receivedAt = new Date(money.world.now).toISOString();
  const about = { deliveryId: "d1", provider: "yookassa", eventType: "payment.succeeded", objectId: "p1" };
  money.world.now += DAY + 1;
  return await run(judge, { ...about, receivedAt }, { queuedAt: money.world.now });
}

Deno.test("a provider that is silent for a day is told as that, and asked no more for this notification", async () => {
  const outcome = await aDayLater(() =>
    Promise.reject(new ProviderFailure("YooKassa: no answer", "unknown"))
  );
  assert.ok("done" in outcome);
  const [event] = outcome.done.streams?.[0]?.events ?? [];
  assert.equal(event?.data["verdict"], "refetch_failed");
});

Deno.test("a mistake of ours is never told as the provider's silence, however old the notification", async () => {
  await assert.rejects(
    aDayLater(() => Promise.reject(new TypeError("Cannot read properties of undefined"))),
    TypeError,
  );
});
