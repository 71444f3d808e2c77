// A token Telegram does not know: one alarm, a pause, another try; mended, everything goes on.
import assert from "node:assert/strict";
import { createBotAccess } from "../../../infra/telegram/bot_access.ts";

Deno.test("nothing is sent for a minute after a refusal; the operators hear of it once until it is mended", () => {
  let now = 1_000;
  const alarms: string[] = [];
  const access = createBotAccess({ clock: () => now, alarm: (message) => alarms.push(message) });
  assert.equal(access.closedUntil(), 0);
  assert.equal(access.refused("401 Unauthorized"), 61_000);
  assert.equal(access.closedUntil(), 61_000);
  now = 61_000;
  assert.equal(access.closedUntil(), 0);
  access.refused("401 Unauthorized");
  assert.equal(alarms.length, 1);
  access.accepted();
  assert.equal(access.closedUntil(), 0);
  access.refused("401 Unauthorized");
  assert.equal(alarms.length, 2);
});
