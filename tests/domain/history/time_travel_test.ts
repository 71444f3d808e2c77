// A row as it was: the folds of its view, up to a position.
import assert from "node:assert/strict";
import { MOST_EVENTS, type RowsAt, rowsAt } from "../../../domain/history/time_travel.ts";
import type { RowKey } from "../../../domain/shared/projection.ts";
import { responses } from "../../../domain/responses/view.ts";
import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { logDeps, noted, withKv, write } from "../../infra/eventlog/kit.ts";
import { counts, running } from "../../infra/projections/kit.ts";
import { stored } from "../../support/stored.ts";
import { accepted, delivered, ref, responded } from "../responses/story.ts";

Deno.test("at every position the row is the one the view had then", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      const view = running.view(counts);
      const keys: RowKey[] = [["all"], ["stream", "s1"], ["stream", "never"]];
      const seen: unknown[][] = [];
      for (let n = 1; n <= 12; n++) {
        await log.append(write(`s${n % 3}`, "any", noted("x")));
        await view.reached(n);
        seen.push(await Promise.all(keys.map((key) => view.get(key))));
      }
      const positions = seen.map((_, index) => index + 1);
      for (const [index, key] of keys.entries()) {
        const found = await rowsAt(log, counts, key, positions);
        assert.deepEqual(found, { rows: seen.map((rows) => rows[index]) });
      }
    })
  ));

Deno.test("nothing stored is touched", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      await log.append(write("a", 0, noted("x"), noted("y")));
      await running.view(counts).reached(2);
      const stamps = async () =>
        (await Array.fromAsync(kv.list({ prefix: [] }))).map(({ key, versionstamp }) => [key, versionstamp]);
      const before = await stamps();
      await rowsAt(log, counts, ["all"], [1]);
      assert.deepEqual(await stamps(), before);
    })
  ));

Deno.test("a row whose streams are known is folded from them alone", async () => {
  const log = createMemoryEventLog(logDeps());
  const streamId = `response-${ref.responseId}`;
  for (const event of [responded, delivered, accepted]) {
    await log.append(write("somebody-else", "any", noted("x")));
    await log.append(write(streamId, "any", event));
  }
  const readAll = () => assert.fail("the whole log was read");
  const key = [ref.driverId, ref.responseId];
  const found = await rowsAt({ ...log, readAll }, responses, key, [1, 2, 3, 4, 99]);
  assert.deepEqual(statuses(found), [undefined, "sent", "sent", "delivered", "accepted"]);
});

Deno.test("what is known to be in few streams is not known of other views: the log is read up to the position", async () => {
  const log = createMemoryEventLog(logDeps());
  await log.append(write("a", 0, ...Array.from({ length: 50 }, () => noted("x"))));
  let read = 0;
  async function* counted() {
    for await (const event of log.readAll({ after: 0 })) {
      read++;
      yield event;
    }
  }
  const found = await rowsAt({ ...log, readAll: counted }, counts, ["all"], [3, 10]);
  assert.deepEqual(found, { rows: [{ events: 3, sum: 6 }, { events: 10, sum: 55 }] });
  assert.equal(read, 11);
});

Deno.test("a history too long to be folded for one row is refused", async () => {
  const event = stored("a", noted("x"))[0]!;
  async function* endless() {
    for (let position = 1;; position++) yield { ...event, position };
  }
  const log = { readAll: endless, readStream: () => Promise.resolve([]) };
  const none = { ...counts, keys: () => [] };
  assert.deepEqual(await rowsAt(log, none, ["all"], [MOST_EVENTS]), { rows: [null] });
  assert.deepEqual(await rowsAt(log, none, ["all"], [MOST_EVENTS + 1]), { refused: "history_too_long" });
});

function statuses(found: RowsAt): unknown[] {
  assert.ok("rows" in found);
  return found.rows.map((row) => (row as { status: string } | null)?.status);
}
