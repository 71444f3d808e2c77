// The live tail over HTTP, cut off again and again while the log grows quickly: nothing lost, nothing repeated.
import assert from "node:assert/strict";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { readSse } from "../../routes/admin/sse_reader.ts";
import { ADMIN, startProduct } from "../../support/product.ts";

const PER_SECOND = 200;
const SECONDS = 3;
const TOTAL = PER_SECOND * SECONDS;
/** Every connection is cut after so many events, in the middle of what is on its way. */
const PER_CONNECTION = 37;

Deno.test("a tail resumed by Last-Event-ID while 200 events a second arrive has every event once, in order", async () => {
  await using product = await startProduct({ TELEGRAM_MODE: "off" });
  const admin = await product.signIn(ADMIN);
  const { position: before } = await product.world.log.head();
  const writing = write();
  const seen: StoredEvent[] = [];
  let lastId = String(before), connections = 0;
  while (seen.length < TOTAL) {
    const gone = new AbortController();
    const answer = await fetch(`${product.baseUrl}/api/admin/events/stream?type=FiltersRemembered`, {
      headers: { authorization: `Bearer ${admin.token}`, "last-event-id": lastId },
      signal: gone.signal,
    });
    connections++;
    const tail = readSse(answer);
    for (let n = 0; n < PER_CONNECTION && seen.length < TOTAL; n++) seen.push(await tail.event());
    lastId = tail.lastId() ?? lastId;
    gone.abort();
  }
  await writing;
  assert.ok(connections >= TOTAL / PER_CONNECTION);
  assert.deepEqual(seen.map(({ data }) => data["query"]), Array.from({ length: TOTAL }, (_, n) => `n=${n}`));

  /** An event every five milliseconds, however long the one before it took. */
  async function write() {
    const began = performance.now();
    for (let n = 0; n < TOTAL; n++) {
      const early = began + n * 1000 / PER_SECOND - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const event = { type: "FiltersRemembered", data: { driverId: n % 7, query: `n=${n}` } };
      await product.world.log.append({
        streams: [{ streamId: `driver-${n % 7}`, expectedVersion: "any", events: [event] }],
        meta: { at: new Date().toISOString(), actor: { kind: "system" }, correlationId: `test-${n}` },
      });
    }
  }
});
