// What an administrator has open ends with the session: the live tail, and an export that is under way.
import assert from "node:assert/strict";
import { readSse } from "../../routes/admin/sse_reader.ts";
import { ADMIN, startProduct } from "../../support/product.ts";

/** More than the buffers between two ends of a connection hold. */
const EVENTS = 600;
const LARGE = "x".repeat(30_000);

Deno.test("an export breaks off, and the live tail ends, when the administrator signs out", async () => {
  await using product = await startProduct({ TELEGRAM_MODE: "off" });
  const admin = await product.signIn(ADMIN);
  const meta = { at: new Date().toISOString(), actor: { kind: "system" }, correlationId: "test" } as const;
  const event = { type: "FiltersRemembered", data: { driverId: 5, query: LARGE } };
  for (let n = 0; n < EVENTS; n += 10) {
    const events = Array.from({ length: 10 }, () => event);
    await product.world.log.append({
      streams: [{ streamId: "driver-5", expectedVersion: "any", events }],
      meta,
    });
  }
  const authorization = `Bearer ${admin.token}`;
  const tail = readSse(
    await fetch(`${product.baseUrl}/api/admin/events/stream`, { headers: { authorization } }),
  );
  await tail.next();
  const answer = await fetch(`${product.baseUrl}/api/admin/events`, {
    headers: { authorization, accept: "application/x-ndjson", "accept-encoding": "identity" },
  });
  const reader = answer.body!.getReader();
  let received = (await reader.read()).value?.length ?? 0;
  assert.ok(received > 0);
  assert.equal((await admin.post("/api/auth/logout")).status, 204);

  await assert.rejects(async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      received += value.length;
    }
  }, "a part must not look like the whole");
  assert.ok(received < EVENTS * LARGE.length, `${received} bytes of an export that had ended`);
  assert.equal(await tail.next(), undefined);
});
