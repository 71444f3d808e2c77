// Asking about a payment while its provider gives no answer.
import assert from "node:assert/strict";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import { createPollPayment } from "../../../infra/payments/poll_payment.ts";
import { registered } from "../../domain/payments/bought.ts";
import { agreeing, moneyOnKv } from "../../domain/payments/money_on_kv.ts";
import { run, stepDeps } from "./kit.ts";

const DAY = 86_400_000;

Deno.test("a question without an answer is asked again for as long as the schedule lasts, and no longer", async () => {
  const silent = () => Promise.reject(new ProviderFailure("YooKassa: no answer", "unknown"));
  await using money = await moneyOnKv([{ ...agreeing, load: silent }]);
  const data = { paymentId: await registered(money), requestedAt: new Date(money.world.now).toISOString() };
  const poll = createPollPayment(stepDeps(money));
  const ask = () => run(poll, data, { queuedAt: money.world.now });
  money.world.now += 7 * DAY;
  assert.deepEqual(await ask(), { retryAt: money.world.now + 1_000, error: "YooKassa: no answer" });
  money.world.now += DAY;
  assert.deepEqual(await ask(), { done: {} });
});
