// What drivers get from the cache, and how seldom CargoTech is asked.
import { deepEqual, equal, throws } from "node:assert/strict";
import { filter, found, HOUR, MINUTE, SECOND, until, withCargoTech } from "./support.ts";
import { list, row, rows } from "./rows.ts";
import { DETAIL, LIST, LOGIN, reply } from "./upstream.ts";

const UNAVAILABLE = { refused: "cargotech_unavailable" };

Deno.test("fifty drivers asking one cold question are one call", () =>
  withCargoTech(async ({ upstream, source }) => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => source.list(filter("mode=all"))));
    equal(upstream.calls, 1);
    equal(upstream.signIns, 1);
    for (const answer of answers) equal(found(answer).cards.length, 20);
  }));

Deno.test("the request carries the token and the mandatory parameters", () =>
  withCargoTech(async ({ upstream, source }) => {
    await source.list(filter("truck_types=6"));
    const call = upstream.received.find(({ path }) => path === LIST)!;
    equal(call.query.get("include"), "contacts");
    equal(call.query.get("filter[user_id]"), "0");
    equal(call.query.get("filter[truck_types]"), "6");
    equal(call.token?.startsWith("1|"), true);
    await source.detail("6236980507");
    const detail = upstream.received.at(-1)!;
    equal(`${detail.path}?${detail.query}`, "/v1/carrier/cargos/6236980507?source=1&include=contacts");
  }));

Deno.test("a fresh answer asks nobody and is not stale", () =>
  withCargoTech(async ({ upstream, source, pass, standStill }) => {
    standStill();
    const first = await source.list(filter());
    pass(299 * SECOND);
    const second = await source.list(filter());
    deepEqual(second, first);
    equal("stale" in second && second.stale, false);
    equal(upstream.calls, 1);
  }));

Deno.test("different questions are different calls", () =>
  withCargoTech(async ({ upstream, source }) => {
    for (const query of ["", "mode=all", "offset=20", "truck_types=1"]) await source.list(filter(query));
    equal(upstream.calls, 4);
  }));

Deno.test("an answer past its TTL is given at once, marked stale, and replaced behind the driver's back", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    const first = await source.list(filter());
    upstream.next(LIST, reply.json(list([row(777)])));
    pass(301 * SECOND);
    const stale = await source.list(filter());
    deepEqual(found(stale), found(first));
    equal("stale" in stale && stale.stale, true);
    await until(async () => found(await source.list(filter())).cards[0]?.id === "777");
    const fresh = await source.list(filter());
    equal("stale" in fresh && fresh.stale, false);
    equal(upstream.calls, 2);
  }));

Deno.test("many views of a stale page are one refresh", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    await source.list(filter());
    pass(301 * SECOND);
    await Promise.all(Array.from({ length: 50 }, () => source.list(filter())));
    await until(async () => {
      const answer = await source.list(filter());
      return "stale" in answer && !answer.stale;
    });
    equal(upstream.calls, 2);
  }));

Deno.test("an answer older than an hour is not shown while CargoTech can be asked", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    await source.list(filter());
    upstream.next(LIST, reply.json(list([row(777)])));
    pass(HOUR + SECOND);
    const answer = await source.list(filter());
    equal(found(answer).cards[0]?.id, "777");
    equal("stale" in answer && answer.stale, false);
  }));

Deno.test("with CargoTech down a list lives for a day and says that it is stale", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    const first = await source.list(filter());
    upstream.always(LIST, reply.status(503));
    pass(23 * HOUR);
    const rescued = await source.list(filter());
    deepEqual(found(rescued), found(first));
    equal("stale" in rescued && rescued.stale, true);
    pass(HOUR + MINUTE);
    deepEqual(await source.list(filter()), UNAVAILABLE);
  }));

Deno.test("with CargoTech down a load's own page lives for an hour", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    await source.detail("1");
    upstream.always(DETAIL, reply.status(503));
    pass(59 * MINUTE);
    const stale = await source.detail("1");
    equal("stale" in stale && stale.stale, true);
    pass(2 * MINUTE);
    deepEqual(await source.detail("1"), UNAVAILABLE);
  }));

Deno.test("a cold question to a CargoTech that is down is unavailable", () =>
  withCargoTech(async ({ upstream, source }) => {
    upstream.always(LOGIN, reply.status(503));
    deepEqual(await source.list(filter()), UNAVAILABLE);
    deepEqual(await source.detail("1"), UNAVAILABLE);
    deepEqual(await source.points("Моск"), UNAVAILABLE);
    deepEqual(await source.truckTypes(), UNAVAILABLE);
  }));

Deno.test("an unknown load is not found, and that is believed for a minute", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    upstream.always(DETAIL, reply.status(404));
    for (let i = 0; i < 3; i++) deepEqual(await source.detail("404"), { refused: "cargo_not_found" });
    equal(upstream.calls, 1);
    upstream.always(DETAIL, null);
    pass(61 * SECOND);
    equal(found(await source.detail("404")).id, "404");
  }));

Deno.test("a load that vanished is not shown from the cache for longer than it takes to hear of it", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    await source.detail("1");
    upstream.always(DETAIL, reply.status(404));
    pass(16 * MINUTE);
    await source.detail("1");
    await until(async () => "refused" in await source.detail("1"));
    deepEqual(await source.detail("1"), { refused: "cargo_not_found" });
  }));

Deno.test("a restart asks nothing again: neither loads nor a token", () =>
  withCargoTech(async ({ upstream, source, restart }) => {
    const [page, load, cities] = [
      await source.list(filter()),
      await source.detail("1"),
      await source.points("Моск"),
    ];
    await source.stop();
    const again = restart();
    deepEqual(await again.list(filter()), page);
    deepEqual(await again.detail("1"), load);
    deepEqual(await again.points("Моск"), cities);
    equal(upstream.received.length, 4);
    await again.detail("2");
    equal(upstream.signIns, 1);
  }));

Deno.test("a page of a hundred loads survives a restart", () =>
  withCargoTech(async ({ upstream, source, restart }) => {
    upstream.next(LIST, reply.json(list(rows(100), { limit: 100 })));
    const page = await source.list(filter("limit=100"));
    await source.stop();
    deepEqual(await restart().list(filter("limit=100")), page);
    equal(upstream.calls, 1);
  }));

Deno.test("after a restart with CargoTech down the kept list is still shown", () =>
  withCargoTech(async ({ upstream, source, restart, pass }) => {
    const page = found(await source.list(filter()));
    await source.stop();
    upstream.always(LIST, reply.status(503));
    pass(5 * HOUR);
    deepEqual(found(await restart().list(filter())), page);
  }));

Deno.test("the watcher asks past the cache, and what it hears serves everybody", () =>
  withCargoTech(async ({ upstream, source }) => {
    await source.list(filter());
    upstream.next(LIST, reply.json(list([row(777)])));
    equal(found(await source.latest(filter())).cards[0]?.id, "777");
    equal(found(await source.list(filter())).cards[0]?.id, "777");
    equal(upstream.calls, 2);
    upstream.always(LIST, reply.status(503));
    deepEqual(await source.latest(filter()), UNAVAILABLE);
  }));

Deno.test("nobody can write one driver's data into an answer shared by all", () =>
  withCargoTech(async ({ source }) => {
    const [card] = found(await source.list(filter())).cards;
    throws(() => card!.truckTypes.push("мой"), TypeError);
    throws(() => Object.assign(card!, { response: { id: "1-2", status: "sent" } }), TypeError);
  }));

Deno.test("a store that fails costs the cache at rest and nothing else", () =>
  withCargoTech(async ({ kv, source, restart, upstream, log }) => {
    await source.list(filter());
    await source.stop();
    const broken = new Proxy(kv, {
      get: (target, name) => {
        if (name === "get" || name === "set") return () => Promise.reject(new Error("disk gone"));
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const again = restart({ kv: broken });
    equal(found(await again.list(filter())).cards.length, 20);
    await again.stop();
    equal(upstream.calls, 2);
    equal(log.some((line) => line.includes("disk gone")), true);
  }));
