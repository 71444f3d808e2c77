// What opens doors is kept apart from the log: keys of providers, keys to the Web App.
import assert from "node:assert/strict";
import { IVAN } from "./bought.ts";
import { by, moneyOnKv } from "./money_on_kv.ts";

Deno.test("fault 61: a secret setting is kept apart, and the log has its fingerprint alone", async () => {
  await using money = await moneyOnKv();
  await money.settings.change("yookassa_secret_key", { value: "live_very_secret" }, by);
  assert.equal(money.world.kept.get("yookassa_secret_key"), "live_very_secret");
  const log = JSON.stringify(await money.log.readStream("setting-yookassa_secret_key"));
  assert.doesNotMatch(log, /very_secret/);
  assert.match(log, /fingerprint of 16/);
  assert.deepEqual(await money.settings.change("yookassa_secret_key", { value: "short" }, by), {
    errors: [{ field: "value", code: "invalid_secret" }],
  });
});

Deno.test("the key to the Web App changes with each activation, and only its digest is stored", async () => {
  await using money = await moneyOnKv();
  await money.subscriptions.grantDays({ driverId: IVAN, grantId: "g1", days: 3, reason: "сбой" }, by);
  const first = await money.subscriptions.accessKeyOf(IVAN);
  await money.subscriptions.grantDays({ driverId: IVAN, grantId: "g2", days: 3, reason: "сбой" }, by);
  assert.equal(await money.subscriptions.opens(IVAN, first!), false);
  assert.equal(await money.subscriptions.opens(IVAN, (await money.subscriptions.accessKeyOf(IVAN))!), true);
});
