// A view that has stopped keeps those messages waiting that would be made of it, and nobody else's.
import assert from "node:assert/strict";
import { messageTo } from "../../../domain/messages/kinds.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import type { TrialStarted } from "../../../domain/subscriptions/events.ts";
import { viewKey } from "../../../infra/projections/keys.ts";
import { readLive } from "../../../infra/projections/live.ts";
import {
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  type Product,
  startProduct,
} from "../../support/product.ts";

const STRANGER = 700_000_999;

Deno.test("with the view of subscriptions stopped responses reach the dispatchers, and what is said of a subscription waits", async () => {
  await using product = await startProduct();
  const [driver] = [await product.signIn(DRIVER), await product.signIn(OTHER_DRIVER)];
  await stopSubscriptions(product);
  const form = { phone: "+79123456789", name: "Иван" };
  assert.equal((await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, form)).status, 201);
  await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);
  await eventually(() => product.messages(DRIVER), (all) => all.length === 1);
  const [waiting] = await eventually(
    () => product.world.queue.scan(),
    (all) => all.some(({ message }) => message.kind === "driver_trial_started" && message.lastError),
  ).then((all) => all.filter(({ message }) => message.kind === "driver_trial_started"));
  assert.match(waiting!.message.lastError!, /^Cannot fold TrialStarted .* into view "subscriptions"/);
  assert.deepEqual(await product.messages(OTHER_DRIVER), []);
});

/** A row that cannot be read meets its next event; somebody is told of a trial in the same commit. */
async function stopSubscriptions({ world: { kv, log } }: Product): Promise<void> {
  const { build } = await readLive(kv, "subscriptions");
  await kv.set(viewKey("subscriptions", build!, [STRANGER]), new TextEncoder().encode("garbage"));
  const at = new Date().toISOString();
  const granted: TrialStarted = {
    type: "TrialStarted",
    data: { driverId: STRANGER, grantId: "g", days: 3, at, expiresAt: at },
  };
  await log.append({
    streams: [{ streamId: `subscription-${STRANGER}`, expectedVersion: 0, events: [granted] }],
    meta: { at, actor: SYSTEM, correlationId: "a test" },
    messages: [messageTo(String(OTHER_DRIVER), "driver_trial_started", "a test", {})],
  });
}
