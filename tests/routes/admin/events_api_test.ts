// GET /api/admin/events and /api/admin/streams/{streamId}: who may ask, what may be asked, what is answered.
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { EventsAnswer } from "../../../routes/api/admin/(_schemas)/events.ts";
import { StreamAnswer } from "../../../routes/api/admin/(_schemas)/streams.ts";
import {
  ADMIN,
  cargoResponded,
  type Console,
  DRIVER,
  driver,
  MIDNIGHT,
  responseAccepted,
  withConsole,
} from "./console.ts";

const ask = (console: Console, path: string, headers: HeadersInit = {}) =>
  console.as(ADMIN)(new Request(`http://localhost${path}`, { headers }));

const positions = async (console: Console, query: string) => {
  const answer = await ask(console, `/api/admin/events?${query}`);
  strictEqual(answer.status, 200, query);
  return EventsAnswer.parse(await answer.json()).data.map(({ position }) => position);
};

const HOUR = 3_600_000;

/** Two drivers answer, dispatcher 9 accepts the first answer an hour later. */
async function twoAnswers(console: Console) {
  await console.happened("response-7-1", cargoResponded(7, "1"), driver(7, "Иван Петров"));
  await console.happened("response-8-1", cargoResponded(8, "1"), driver(8), MIDNIGHT + HOUR / 2);
  const dispatcher = { kind: "dispatcher", id: "9", name: "Ольга" } as const;
  await console.happened("response-7-1", responseAccepted(7, "1"), dispatcher, MIDNIGHT + HOUR);
}

Deno.test("the API of the console is 401 for strangers and 403 for drivers", () =>
  withConsole(async (console) => {
    for (const path of ["/api/admin/events", "/api/admin/events/stream", "/api/admin/streams/driver-1"]) {
      const request = () => new Request(`http://localhost${path}`);
      const stranger = await console.as(null)(request());
      strictEqual(stranger.status, 401);
      strictEqual((await stranger.json()).code, "unauthenticated");
      const refused = await console.as(DRIVER)(request());
      strictEqual(refused.status, 403);
      strictEqual((await refused.json()).code, "forbidden");
    }
  }));

Deno.test("events come by position; next continues where a page ended and is null at the end", () =>
  withConsole(async (console) => {
    await twoAnswers(console);
    const first = EventsAnswer.parse(await (await ask(console, "/api/admin/events?limit=2")).json());
    deepStrictEqual(first.data.map(({ position }) => position), [1, 2]);
    strictEqual(first.next, 2);
    const rest = EventsAnswer.parse(await (await ask(console, "/api/admin/events?limit=2&after=2")).json());
    deepStrictEqual(rest.data.map(({ position }) => position), [3]);
    strictEqual(rest.next, null);
  }));

Deno.test("conditions narrow the events: stream, type, actor, from (inclusive), to (exclusive)", () =>
  withConsole(async (console) => {
    await twoAnswers(console);
    deepStrictEqual(await positions(console, "stream=response-7-1"), [1, 3]);
    deepStrictEqual(await positions(console, "stream=response-7-1&after=1"), [3]);
    deepStrictEqual(await positions(console, "type=CargoResponded"), [1, 2]);
    deepStrictEqual(await positions(console, "actor=driver"), [1, 2]);
    deepStrictEqual(await positions(console, "actor=driver:8"), [2]);
    deepStrictEqual(await positions(console, "actor=9"), [3]);
    deepStrictEqual(await positions(console, "from=2026-03-03T00:30:00Z"), [2, 3]);
    deepStrictEqual(await positions(console, "from=2026-03-03T03:30:00%2B03:00"), [2, 3]);
    deepStrictEqual(await positions(console, "from=2026-03-03T03:30+03:00"), [2, 3]);
    deepStrictEqual(await positions(console, "to=2026-03-03T01:00:00.000Z"), [1, 2]);
    deepStrictEqual(await positions(console, "from=2026-03-03&to=2026-03-04&type=&stream="), [1, 2, 3]);
    deepStrictEqual(await positions(console, "from=2026-03-03T00:30&actor=driver&unknown=1"), [2]);
  }));

Deno.test("a parameter that cannot be understood is 400 and named", () =>
  withConsole(async (console) => {
    for (
      const [query, field] of [
        ["after=-1", "after"],
        ["after=x", "after"],
        ["limit=0", "limit"],
        ["limit=1001", "limit"],
        ["limit=ten", "limit"],
        ["from=yesterday", "from"],
        ["from=2026-13-01", "from"],
        ["from=2026-02-30", "from"],
        ["to=2026-03-03T25:00:00Z", "to"],
        ["type=A&type=B", "type"],
        [`stream=${"x".repeat(501)}`, "stream"],
      ] as const
    ) {
      const answer = await ask(console, `/api/admin/events?${query}`);
      strictEqual(answer.status, 400, query);
      match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
      const { code, errors } = await answer.json();
      strictEqual(code, "bad_request");
      deepStrictEqual(errors.map((error: { field: string }) => error.field), [field]);
      ok(errors[0].message.length > 5);
    }
  }));

Deno.test("administrators read personal data in clear while the log holds ciphertext", () =>
  withConsole(async (console) => {
    await twoAnswers(console);
    const { data } = EventsAnswer.parse(await (await ask(console, "/api/admin/events?limit=1")).json());
    strictEqual(data[0]?.data.phone, "+79123456789");
    strictEqual(data[0]?.meta.actor.name, "Иван Петров");
    const [stored] = await console.log.readStream("response-7-1");
    ok(!JSON.stringify(stored).includes("+79123456789"));
    ok(!JSON.stringify(stored).includes("Петров"));
  }));

Deno.test("NDJSON gives every event that matches, one a line, past the limit of a page", () =>
  withConsole(async (console) => {
    for (let n = 1; n <= 250; n++) await console.happened(`driver-${n % 2}`, signedIn(n));
    const accept = { accept: "application/x-ndjson" };
    const all = await ask(console, "/api/admin/events?after=10", accept);
    match(all.headers.get("content-type") ?? "", /^application\/x-ndjson/);
    deepStrictEqual(lines(await all.text()).map(({ position }) => position), range(11, 250));
    const odd = lines(await (await ask(console, "/api/admin/events?stream=driver-1", accept)).text());
    strictEqual(odd.length, 125);
    const three = lines(await (await ask(console, "/api/admin/events?limit=3", accept)).text());
    deepStrictEqual(three.map(({ position }) => position), [1, 2, 3]);
  }));

Deno.test("NDJSON reads no further than its reader and stops when the reader leaves", () =>
  withConsole(async (console) => {
    for (let n = 1; n <= 100; n++) await console.happened("driver-1", signedIn(n));
    let read = 0, closed = false;
    const { all } = console.history;
    Object.assign(console.history, {
      async *all(...args: Parameters<typeof all>) {
        try {
          for await (const event of all(...args)) {
            read++;
            yield event;
          }
        } finally {
          closed = true;
        }
      },
    });
    const answer = await ask(console, "/api/admin/events", { accept: "application/x-ndjson" });
    const reader = answer.body!.getReader();
    await reader.read();
    await reader.read();
    ok(read <= 3, `${read} events were read for two`);
    await reader.cancel();
    strictEqual(closed, true);
  }));

Deno.test("a stream is answered as it is now and as it was at any version", () =>
  withConsole(async (console) => {
    await twoAnswers(console);
    const now = StreamAnswer.parse(await (await ask(console, "/api/admin/streams/response-7-1")).json());
    strictEqual(now.version, 2);
    strictEqual(now.state.status, "accepted");
    deepStrictEqual(now.events.map(({ type }) => type), ["CargoResponded", "ResponseAccepted"]);
    const then = StreamAnswer.parse(
      await (await ask(console, "/api/admin/streams/response-7-1?version=1")).json(),
    );
    strictEqual(then.version, 1);
    strictEqual(then.state.status, "sent");
    strictEqual(then.state.phone, "+79123456789");
    deepStrictEqual(then.events.map(({ version }) => version), [1]);
  }));

Deno.test("an unknown stream is 404, a version it never had is 400", () =>
  withConsole(async (console) => {
    await twoAnswers(console);
    const unknown = await ask(console, "/api/admin/streams/response-0-0");
    strictEqual(unknown.status, 404);
    strictEqual((await unknown.json()).code, "not_found");
    for (const version of ["0", "-1", "x", "3", "1.5"]) {
      const answer = await ask(console, `/api/admin/streams/response-7-1?version=${version}`);
      strictEqual(answer.status, 400, version);
      strictEqual((await answer.json()).errors[0].field, "version");
    }
  }));

const signedIn = (driverId: number) => ({ type: "DriverSignedIn", data: { driverId } });

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

function lines(text: string): StoredEvent[] {
  ok(text.endsWith("\n"));
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}
