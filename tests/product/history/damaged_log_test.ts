// A log with a hole and no views built yet: the product starts with what comes before the hole and says where it is.
import assert from "node:assert/strict";
import { HEAD, LOG } from "../../../infra/eventlog/keys.ts";
import { retryWhileLocked } from "../../../infra/locked.ts";
import { ADMIN, DRIVER, signIn } from "../../support/product.ts";
import { startSandboxes } from "../../support/sandboxes.ts";

Deno.test("with a hole in the log and no views the product is alive, not ready, and the console names the position", async () => {
  await using outside = await startSandboxes();
  const first = await outside.launch();
  const { token } = await signIn(first.baseUrl, outside.telegram.url, ADMIN);
  // One after another: each is a record of its own.
  for (let time = 0; time < 4; time++) await signIn(first.baseUrl, outside.telegram.url, DRIVER);
  await first.stop("a test");
  const hole = await makeHole(`${outside.folder}/store.kv`);

  const product = await outside.launch();
  try {
    assert.equal((await fetch(`${product.baseUrl}/health/live`)).status, 200);
    const ready = await fetch(`${product.baseUrl}/health/ready`);
    assert.equal(ready.status, 503);
    const reason = `Cannot read the log at position ${hole}: it is missing`;
    const { reasons }: { reasons: string[] } = await ready.json();
    assert.ok(reasons.length > 0 && reasons.every((each) => each.endsWith(reason)), reasons.join("\n"));
    const headers = { cookie: `session=${token}` };
    const console = await fetch(`${product.baseUrl}/admin/projections`, { headers });
    assert.equal(console.status, 200);
    assert.ok((await console.text()).includes(reason));
    const alarms = outside.logs.map((line) => JSON.parse(line)).filter(({ alarm }) => alarm);
    assert.deepEqual(alarms.map(({ message, position }) => [message, position]), [[
      "the log is damaged",
      hole,
    ]]);
  } finally {
    await product.stop("a test");
  }
});

Deno.test("a log that lost its head is told as damage, and not as a store that is away", async () => {
  await using outside = await startSandboxes();
  const product = await outside.launch();
  try {
    await signIn(product.baseUrl, outside.telegram.url, DRIVER);
    const kv = await retryWhileLocked(() => Deno.openKv(`${outside.folder}/store.kv`), Math.random);
    // The product writes to it as well.
    await retryWhileLocked(() => kv.delete(HEAD), Math.random);
    kv.close();
    const ready = await fetch(`${product.baseUrl}/health/ready`);
    const reason = "the log is damaged: Cannot read the log at position 1: its head is gone";
    assert.deepEqual([ready.status, (await ready.json()).reasons], [503, [reason]]);
  } finally {
    await product.stop("a test");
  }
});

/** Loses the record in the middle of the log, and all views; the position of its first event. */
async function makeHole(path: string): Promise<number> {
  const kv = await Deno.openKv(path);
  const records = await Array.fromAsync(kv.list({ prefix: LOG }));
  const lost = records[Math.floor(records.length / 2)];
  assert.ok(lost && records.length > 2);
  await kv.delete(lost.key);
  for (const prefix of ["cp", "view", "live", "rebuild"]) {
    for await (const { key } of kv.list({ prefix: [prefix] })) await kv.delete(key);
  }
  kv.close();
  return Number(lost.key[1]);
}
