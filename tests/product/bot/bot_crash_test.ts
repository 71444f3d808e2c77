// kill -9 in the middle of sending: no message of an acknowledged response is lost, none comes twice by itself.
import assert from "node:assert/strict";
import { crashDeliveries } from "./delivery_crash.ts";

const KILLS = Number(Deno.env.get("KILLS") ?? 3);

Deno.test("whatever was on the line when the process died is there once, or shown as unknown", async () => {
  const { lost, doubled, promised, arrived, unknown, midSending } = await crashDeliveries(KILLS);
  assert.deepEqual({ lost, doubled }, { lost: [], doubled: [] });
  assert.ok(promised > 0 && midSending > 0, "a process that dies before it sends proves nothing");
  assert.ok(arrived + unknown >= promised);
});
