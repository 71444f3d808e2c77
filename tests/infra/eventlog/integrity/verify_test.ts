import assert from "node:assert/strict";
import type { StoredEvent } from "../../../../domain/shared/event.ts";
import { canonical } from "../../../../infra/eventlog/canonical.ts";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { createMemoryEventLog } from "../../../../infra/eventlog/memory_event_log.ts";
import { everything, logDeps, noted, write } from "../kit.ts";

async function afterTampering(tamper: (events: StoredEvent[]) => StoredEvent[]) {
  const log = createMemoryEventLog(logDeps());
  for (let n = 0; n < 6; n++) await log.append(write(`s${n % 2}`, "any", noted(`${n}`)));
  const events = tamper(await everything(log));
  return await verify({ head: log.head, readAll: () => ReadableStream.from(events) });
}

Deno.test("verify names the first event that was changed, dropped, swapped or cut off", async () => {
  const change = (part: Partial<StoredEvent>) => (events: StoredEvent[]) =>
    events.map((event) => event.position === 4 ? { ...event, ...part } : event);
  assert.equal((await afterTampering((events) => events)).ok, true);
  assert.equal((await afterTampering(change({ data: { text: "other" } }))).firstBad, 4);
  assert.equal((await afterTampering(change({ type: "Other" }))).firstBad, 4);
  assert.equal((await afterTampering(change({ version: 3 }))).firstBad, 4);
  assert.equal(
    (await afterTampering((events) => events.filter(({ position }) => position !== 4))).firstBad,
    4,
  );
  assert.equal((await afterTampering((events) => events.slice(0, 3))).firstBad, 4);
  assert.equal((await afterTampering((events) => events.toReversed())).firstBad, 1);
});

Deno.test("canonical JSON sorts members by UTF-16 units and prints as RFC 8785 does", () => {
  const value = {
    "€": 1,
    "\r": 2,
    "\ufb33": 3,
    "1": 4,
    "😀": 5,
    "\u0080": 6,
    "ö": [1e21, 0.000001, -0, '\u000f"'],
  };
  assert.equal(
    canonical(value),
    '{"\\r":2,"1":4,"\u0080":6,"ö":[1e+21,0.000001,0,"\\u000f\\""],"€":1,"😀":5,"\ufb33":3}',
  );
});
