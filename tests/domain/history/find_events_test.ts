// Finding events through the index gives exactly what reading everything gives.
import assert from "node:assert/strict";
import fc from "fast-check";
import { activity } from "../../../domain/history/activity.ts";
import { type EventFilter, matches } from "../../../domain/history/event_filter.ts";
import { eventIndex } from "../../../domain/history/event_index.ts";
import { findEvents } from "../../../domain/history/find_events.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { folded } from "../../support/folded.ts";

const HOUR = 3_600_000;
const BEGIN = Date.parse("2026-03-03T00:00:00.000Z");

/** A log of `count` events, three minutes apart and up to twenty out of order; rare ones at prime places. */
function history(count: number): StoredEvent[] {
  const versions = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const position = index + 1, streamId = `driver-${position % 7}`;
    const version = (versions.get(streamId) ?? 0) + 1;
    versions.set(streamId, version);
    const at = BEGIN + position * 180_000 - (position % 11) * 120_000;
    const actor = position % 3 === 0
      ? { kind: "system" as const }
      : { kind: "driver" as const, id: String(position % 5) };
    const type = position % 997 === 0 ? "Rare" : position % 2 === 0 ? "Even" : "Odd";
    const meta = {
      at: new Date(at).toISOString(),
      actor,
      correlationId: `request-${Math.floor(position / 4)}`,
      schemaVersion: 1,
    };
    return { position, streamId, version, type, data: {}, meta, hash: "" };
  });
}

const events = history(3_500);
const log = {
  head: () => Promise.resolve({ position: events.length, hash: "" }),
  async *readAll(range: { after: number } | { before: number; backwards: true }) {
    if ("after" in range) yield* events.slice(range.after);
    else yield* events.slice(0, Math.max(0, range.before - 1)).reverse();
  },
  readStream: (streamId: string, { from = 1, to = Infinity } = {}) =>
    Promise.resolve(
      events.filter((event) => event.streamId === streamId && event.version >= from && event.version <= to),
    ),
};
const views = { eventIndex: folded(eventIndex, events), activity: folded(activity, events) };

const time = fc.integer({ min: -5, max: 180 }).map((hours) =>
  new Date(BEGIN + hours * HOUR / 2).toISOString()
);
const filters: fc.Arbitrary<EventFilter> = fc.record({
  stream: fc.constantFrom("driver-3", "driver-6", "driver-99"),
  type: fc.constantFrom("Rare", "Even", "Odd", "Never"),
  actor: fc.constantFrom("driver", "system", "4", "driver:4", "driver:", "staff:4"),
  request: fc.constantFrom("request-0", "request-250", "request-874", "nobody"),
  from: time,
  to: time,
}, { requiredKeys: [] });

Deno.test("any conditions, between any positions, in either direction: as if everything had been read", () =>
  fc.assert(
    fc.asyncProperty(
      filters,
      fc.integer({ min: 0, max: 3_600 }),
      fc.integer({ min: 0, max: 3_600 }),
      fc.boolean(),
      async (filter, above, below, backwards) => {
        const wanted = events.filter((event) =>
          event.position > above && event.position < below && matches(event, filter)
        ).map(({ position }) => position);
        const found = await Array.fromAsync(findEvents({ log, views }, filter, { above, below }, backwards));
        assert.deepEqual(
          found.map(({ position }) => position),
          backwards ? wanted.reverse() : wanted,
        );
      },
    ),
    { numRuns: 400 },
  ));

Deno.test("a rare type is found without reading the log between", async () => {
  let opened = 0, read = 0;
  const counted = {
    ...log,
    async *readAll(range: Parameters<typeof log.readAll>[0]) {
      opened++;
      for await (const event of log.readAll(range)) {
        read++;
        yield event;
      }
    },
  };
  const between = { above: 0, below: Infinity };
  const found = await Array.fromAsync(findEvents({ log: counted, views }, { type: "Rare" }, between, true));
  assert.deepEqual(found.map(({ position }) => position), [2991, 1994, 997]);
  assert.deepEqual([opened, read], [3, 3]);
});

Deno.test("while a view has stopped, everything is read instead", async () => {
  const stopped = { ...views.eventIndex, reached: () => Promise.reject(new Error("it has stopped")) };
  const broken = { ...views, eventIndex: stopped };
  const between = { above: 0, below: Infinity };
  const found = await Array.fromAsync(findEvents({ log, views: broken }, { type: "Rare" }, between, false));
  assert.deepEqual(found.map(({ position }) => position), [997, 1994, 2991]);
});
