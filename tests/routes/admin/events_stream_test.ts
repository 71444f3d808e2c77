// GET /api/admin/events/stream: the live tail, resumed without loss or repetition.
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { serverSentEvents } from "../../../routes/(_shared)/server_sent_events.ts";
import { ADMIN, type Console, withConsole } from "./console.ts";
import { readSse, type SseReader } from "./sse_reader.ts";

const signedIn = (driverId: number) => ({ type: "DriverSignedIn", data: { driverId } });

async function listen(console: Console, query = "", headers: HeadersInit = {}): Promise<SseReader> {
  const request = new Request(`http://localhost/api/admin/events/stream${query}`, { headers });
  const answer = await console.as(ADMIN)(request);
  strictEqual(answer.status, 200);
  match(answer.headers.get("content-type") ?? "", /^text\/event-stream/);
  return readSse(answer);
}

Deno.test("without a place to begin the tail tells only what happens next", () =>
  withConsole(async (console) => {
    await console.happened("driver-1", signedIn(1));
    const tail = await listen(console);
    await console.happened("driver-2", signedIn(2));
    const event = await tail.event<StoredEvent>();
    strictEqual(event.position, 2);
    strictEqual(event.streamId, "driver-2");
    strictEqual(tail.lastId(), "2");
    await tail.close();
  }));

Deno.test("a client cut off before the first event already knows where to resume", () =>
  withConsole(async (console) => {
    await console.happened("driver-1", signedIn(1));
    const first = await listen(console);
    strictEqual((await first.next())?.id, "1");
    await first.close();
    await console.happened("driver-2", signedIn(2));
    const again = await listen(console, "", { "last-event-id": first.lastId()! });
    strictEqual((await again.event<StoredEvent>()).position, 2);
    await again.close();
  }));

Deno.test("position 0 replays everything; Last-Event-ID wins over the address it was asked with", () =>
  withConsole(async (console) => {
    for (let n = 1; n <= 3; n++) await console.happened(`driver-${n}`, signedIn(n));
    const replay = await listen(console, "?after=0");
    for (let n = 1; n <= 3; n++) strictEqual((await replay.event<StoredEvent>()).position, n);
    await replay.close();
    const resumed = await listen(console, "?after=0", { "last-event-id": "2" });
    strictEqual((await resumed.event<StoredEvent>()).position, 3);
    await resumed.close();
  }));

Deno.test("a place past the end of the log is refused by name instead of staying silent until it is reached", () =>
  withConsole(async (console) => {
    await console.happened("driver-1", signedIn(1));
    const answer = await console.as(ADMIN)(new Request("http://localhost/api/admin/events/stream?after=900"));
    strictEqual(answer.status, 400);
    strictEqual((await answer.json()).errors[0].field, "after");
  }));

Deno.test("a browser that comes back from a history that is no more goes on at the end, and is told so", () =>
  withConsole(async (console) => {
    await console.happened("driver-1", signedIn(1));
    const tail = await listen(console, "?after=900", { "last-event-id": "950" });
    match((await tail.next())?.comment ?? "", /950 is not there, going on after 1/);
    strictEqual(tail.lastId(), "1");
    await console.happened("driver-2", signedIn(2));
    strictEqual((await tail.event<StoredEvent>()).position, 2);
    await tail.close();
  }));

Deno.test("events that keep arriving while the client reconnects come once each, in order", () =>
  withConsole(async (console) => {
    const TOTAL = 300;
    const writing = (async () => {
      for (let n = 1; n <= TOTAL; n++) {
        await console.happened(`driver-${n % 7}`, signedIn(n));
        if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      }
    })();
    const seen: number[] = [];
    let lastId = "0", connections = 0;
    while (seen.length < TOTAL) {
      const tail = await listen(console, "", { "last-event-id": lastId });
      connections++;
      // Every connection breaks after 17 events.
      for (let n = 0; n < 17 && seen.length < TOTAL; n++) {
        seen.push((await tail.event<StoredEvent>()).position);
      }
      lastId = tail.lastId()!;
      await tail.close();
    }
    await writing;
    deepStrictEqual(seen, Array.from({ length: TOTAL }, (_, index) => index + 1));
    ok(connections > 10);
  }));

Deno.test("conditions hold for the tail too", () =>
  withConsole(async (console) => {
    const tail = await listen(console, "?type=DriverSignedOut&actor=system&stream=driver-2");
    await console.happened("driver-2", signedIn(2));
    await console.happened("driver-1", { type: "DriverSignedOut", data: { driverId: 1 } });
    await console.happened("driver-2", { type: "DriverSignedOut", data: { driverId: 2 } });
    strictEqual((await tail.event<StoredEvent>()).position, 3);
    await tail.close();
  }));

Deno.test("a place that is no position is 400", () =>
  withConsole(async (console) => {
    const handler = console.as(ADMIN);
    const url = "http://localhost/api/admin/events/stream";
    strictEqual((await handler(new Request(`${url}?after=x`))).status, 400);
    const resumed = await handler(new Request(url, { headers: { "last-event-id": "x" } }));
    strictEqual(resumed.status, 400);
  }));

Deno.test("the tail stops reading the log when the client goes away", () =>
  withConsole(async (console) => {
    const { tail } = console.history;
    const ended = Promise.withResolvers<void>();
    Object.assign(console.history, {
      async *tail(...args: Parameters<typeof tail>) {
        try {
          yield* tail(...args);
        } finally {
          ended.resolve();
        }
      },
    });
    const handler = console.as(ADMIN);
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (req) => handler(req));
    const client = new AbortController();
    const url = `http://127.0.0.1:${server.addr.port}/api/admin/events/stream`;
    const listening = readSse(await fetch(url, { signal: client.signal }));
    await console.happened("driver-1", signedIn(1));
    await listening.event();
    client.abort();
    await ended.promise;
    await server.shutdown();
  }));

Deno.test("a HEAD request starts nothing", () =>
  withConsole(async (console) => {
    const request = new Request("http://localhost/api/admin/events/stream", { method: "HEAD" });
    const answer = await console.as(ADMIN)(request);
    strictEqual(answer.status, 200);
    strictEqual(await answer.text(), "");
  }));

const allowed = () => Promise.resolve(true);

Deno.test("a reader who may not listen any more is let go at the next heartbeat", async () => {
  let live = true;
  async function* silence(signal: AbortSignal) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    yield* [];
  }
  const rules = { startId: 5, allowed: () => Promise.resolve(live), report: () => {}, heartbeatMs: 1 };
  const answer = serverSentEvents(silence, rules);
  live = false;
  strictEqual(await answer.text(), "retry: 2000\nid: 5\n\n");
});

Deno.test("a quiet stream is kept open by comments", async () => {
  async function* silence(signal: AbortSignal) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    yield* [];
  }
  const tail = readSse(serverSentEvents(silence, { startId: 5, allowed, report: () => {}, heartbeatMs: 1 }));
  strictEqual((await tail.next())?.id, "5");
  ok((await tail.next())?.comment);
  ok((await tail.next())?.comment);
  await tail.close();
});

Deno.test("a log that fails cuts the client off and is reported", async () => {
  const reported: unknown[] = [];
  const outage = new Error("the store is away");
  const answer = serverSentEvents(() => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(outage) }),
  }), { startId: 0, allowed, report: (error) => reported.push(error) });
  const tail = readSse(answer);
  await tail.next();
  await tail.next().then(() => ok(false, "the answer went on"), () => {});
  deepStrictEqual(reported, [outage]);
});
