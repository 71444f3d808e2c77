// The client against a CargoTech that misbehaves.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { filter, found, until, withCargoTech } from "./support.ts";
import { list, row, rows } from "./rows.ts";
import { LIST, LOGIN, type Reply, reply } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };
const never: Reply = () => new Promise<Response>(() => {});

for (
  const [what, fault] of Object.entries({
    "429": reply.status(429),
    "502": reply.status(502),
    "503": reply.status(503),
    "504": reply.status(504),
    "torn JSON": reply.torn(),
  })
) {
  Deno.test(`${what} three times in a row is forgiven`, () =>
    withCargoTech(async ({ upstream, source }) => {
      upstream.next(LIST, fault, fault, fault);
      equal(found(await source.list(filter())).cards.length, 20);
      equal(upstream.calls, 4);
    }));

  Deno.test(`${what} without end is given up after three retries`, () =>
    withCargoTech(async ({ upstream, source }) => {
      upstream.always(LIST, fault);
      deepEqual(await source.list(filter()), UNAVAILABLE);
      equal(upstream.calls, 4);
    }));
}

for (
  const [what, fault] of Object.entries({
    "500": reply.status(500),
    "a page of HTML": reply.html(),
    "JSON of another shape": reply.json({ hello: "world" }),
    "a redirect": reply.status(302, { location: "http://127.0.0.1:1/" }),
    "400": reply.status(400),
    "422": reply.status(422),
  })
) {
  Deno.test(`${what} instead of a list is not asked for again and is no exception`, () =>
    withCargoTech(async ({ upstream, source }) => {
      upstream.always(LIST, fault);
      deepEqual(await source.list(filter()), UNAVAILABLE);
      equal(upstream.calls, 1);
    }));
}

Deno.test("an upstream that hangs is left after the time limit, and asked again", () =>
  withCargoTech(async ({ upstream, source }) => {
    upstream.next(LIST, never);
    equal(found(await source.list(filter())).cards.length, 20);
    ok(upstream.calls >= 2);
  }, { timing: { callTimeout: 500 } }));

Deno.test("a driver waits no longer than the limit, and the late answer serves the next one", () =>
  withCargoTech(async ({ upstream, source }) => {
    const late = Promise.withResolvers<Response>();
    upstream.next(LOGIN, () => late.promise);
    deepEqual(await source.list(filter()), UNAVAILABLE);
    late.resolve(Response.json({ data: { token: "0|late" } }));
    upstream.always(LIST, () => Response.json(list(rows(3))));
    await until(() => upstream.received.some(({ path }) => path === LIST));
    await until(async () => "data" in await source.list(filter()));
    equal(found(await source.list(filter())).cards.length, 3);
    equal(upstream.calls, 1);
  }, { timing: { longestWait: 100, loginTimeout: 5000, callTimeout: 5000 }, clock: () => 0 }));

Deno.test("a connection that breaks in the middle of an answer is tried again", async () => {
  const login = JSON.stringify({ data: { token: "1|whole" } });
  await using line = startBreakingLine(3, login);
  await withCargoTech(async ({ source }) => {
    deepEqual(await source.renewToken(), { ok: true });
    equal(line.connections, 4);
  }, { baseUrl: line.url });
});

Deno.test("nobody at the address is unavailable", () =>
  withCargoTech(async ({ source }) => {
    deepEqual(await source.list(filter()), UNAVAILABLE);
    match(source.health().lastError!, /could not reach CargoTech/);
  }, { baseUrl: "http://127.0.0.1:1" }));

Deno.test("one malformed load of twenty is dropped and reported, the others are shown", () =>
  withCargoTech(async ({ upstream, source, log, counted }) => {
    const data: unknown[] = rows(20);
    data[7] = { weight: 1 };
    upstream.next(LIST, reply.json(list(data)));
    const page = found(await source.list(filter()));
    equal(page.cards.length, 19);
    equal(page.hasMore, true);
    equal(counted.get("cargotech_rows_dropped_total"), 1);
    equal(log.filter((line) => line.includes("cannot be read")).length, 1);
  }));

Deno.test("cities and dictionaries are asked for once", () =>
  withCargoTech(async ({ upstream, source }) => {
    for (let i = 0; i < 3; i++) {
      deepEqual(await source.points("Моск"), [{ id: 39, name: "Москва", type: 2 }]);
      deepEqual(await source.truckTypes(), [{ id: 1, name: "тент" }]);
      deepEqual(await source.loadTypes(), [{ id: 1, name: "тент" }]);
    }
    equal(upstream.calls, 3);
  }));

Deno.test("a stop gives up what hangs", () =>
  withCargoTech(async ({ upstream, source }) => {
    upstream.always(LIST, never);
    const waiting = source.list(filter());
    await until(() => upstream.calls === 1);
    await source.stop();
    deepEqual(await waiting, UNAVAILABLE);
  }, { timing: { callTimeout: 60_000, longestWait: 60_000 } }));

Deno.test("the odd load of a list does no harm", () =>
  withCargoTech(async ({ upstream, source }) => {
    upstream.next(LIST, reply.json(list([row(1), row(1), null, "x", row("abc/../")])));
    deepEqual(found(await source.list(filter())).cards.map(({ id }) => id), ["1"]);
  }));

/** Breaks the first connections after half of the body; later ones are served whole. */
function startBreakingLine(breaks: number, body: string) {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  let connections = 0;
  const serving = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(16_384));
      const sent = ++connections > breaks ? body : body.slice(0, 5);
      const head = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`;
      await connection.write(new TextEncoder().encode(head + sent));
      connection.close();
    }
  })();
  return {
    url: `http://127.0.0.1:${listener.addr.port}`,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
    },
  };
}
