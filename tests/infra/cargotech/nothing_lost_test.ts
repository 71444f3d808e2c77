// Whatever CargoTech answers, what is cached stays: only a clear "there is no such load" takes one away.
import { deepEqual, equal } from "node:assert/strict";
import { list, row, rows } from "./rows.ts";
import { filter, found, HOUR, MINUTE, SECOND, until, withCargoTech } from "./support.ts";
import { DETAIL, LIST, type Reply, reply } from "./upstream.ts";

const NOT_FOUND = { refused: "cargo_not_found" };

const FAULTS: Record<string, Reply> = {
  "400": reply.status(400),
  "a 401 storm": reply.status(401),
  "403": reply.status(403),
  "405": reply.status(405),
  "422": reply.status(422),
  "429": reply.status(429),
  "500": reply.status(500),
  "503": reply.status(503),
  "a redirect": reply.status(302, { location: "https://elsewhere.example/" }),
  "HTML": reply.html(),
  "torn JSON": reply.torn(),
  "no data": reply.json({ data: null }),
  "nothing about it": reply.json({ data: {} }),
  "another shape": reply.json({ loads: [] }),
  "nothing readable": reply.json({ data: [{ id: null, weight: "много" }, "?"], meta: {} }),
};

for (const [what, fault] of Object.entries({ ...FAULTS, "404": reply.status(404) })) {
  Deno.test(`a cached list outlives ${what}, in memory and at rest`, () =>
    withCargoTech(async ({ upstream, source, restart, pass }) => {
      const page = found(await source.list(filter()));
      upstream.always(LIST, fault);
      for (const later of [6 * MINUTE, HOUR, 20 * HOUR]) {
        pass(later);
        const answer = await source.list(filter());
        deepEqual(found(answer), page);
        equal("stale" in answer && answer.stale, true);
      }
      await source.stop();
      deepEqual(found(await restart().list(filter())), page);
    }));
}

for (const [what, fault] of Object.entries({ ...FAULTS, "another load": reply.json({ data: row(2) }) })) {
  Deno.test(`a cached load outlives ${what}, in memory and at rest`, () =>
    withCargoTech(async ({ upstream, source, restart, pass }) => {
      const load = found(await source.detail("1"));
      upstream.always(DETAIL, fault);
      pass(16 * MINUTE);
      for (let view = 0; view < 3; view++) {
        const answer = await source.detail("1");
        deepEqual(found(answer), load);
        equal("stale" in answer && answer.stale, true);
        deepEqual(found(await source.prices(["1"]))[0]?.gone, false);
        pass(6 * SECOND);
      }
      await source.stop();
      deepEqual(found(await restart().detail("1")), load);
    }));

  Deno.test(`a load of a list that was never opened shows what the list told, in spite of ${what}`, () =>
    withCargoTech(async ({ upstream, source }) => {
      const [card] = found(await source.list(filter())).cards;
      upstream.always(DETAIL, fault);
      const answer = await source.detail(card!.id);
      deepEqual(found(answer), { ...card, contacts: [], extras: {} });
    }));
}

Deno.test("a listed load that cannot be opened is shown as listed, and CargoTech is not asked for the list as well", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    const [card] = found(await source.list(filter())).cards;
    // Older than what is shown without asking.
    pass(2 * HOUR);
    const down = reply.status(500);
    upstream.always(LIST, down);
    upstream.always(DETAIL, down);
    const answer = await source.detail(card!.id);
    deepEqual(found(answer), { ...card, contacts: [], extras: {} });
    equal(upstream.received.filter(({ path }) => path === LIST).length, 1);
  }));

for (const status of [404, 410]) {
  Deno.test(`${status} is a clear no: the load is gone`, () =>
    withCargoTech(async ({ upstream, source }) => {
      const [card] = found(await source.list(filter())).cards;
      upstream.always(DETAIL, reply.status(status));
      deepEqual(await source.detail(card!.id), NOT_FOUND);
    }));
}

for (
  const [what, fault] of [["400", FAULTS["400"]!], ["422", FAULTS["422"]!], [
    "no data",
    FAULTS["no data"]!,
  ]] as const
) {
  Deno.test(`a load nobody ever saw is not found after ${what}, and is found when CargoTech speaks of it`, () =>
    withCargoTech(async ({ upstream, source }) => {
      upstream.always(DETAIL, fault);
      deepEqual(await source.detail("1"), NOT_FOUND);
      upstream.always(DETAIL, null);
      equal(found(await source.detail("1")).id, "1");
    }));
}

Deno.test("a load that CargoTech will not speak of costs one call, however many look at it", () =>
  withCargoTech(async ({ upstream, source, pass, standStill }) => {
    standStill();
    await source.detail("1");
    upstream.always(DETAIL, reply.status(422));
    pass(16 * MINUTE);
    for (let view = 0; view < 20; view++) await source.detail("1");
    await until(() => upstream.calls === 2);
    for (let view = 0; view < 20; view++) await source.detail("1");
    equal(upstream.calls, 2);
  }));

Deno.test("one malformed load of twenty costs the others nothing, nor what is known of it", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    const page = found(await source.list(filter()));
    const load = found(await source.detail(page.cards[0]!.id));
    const damage = { id: null, weight: "много", points: [], price: "договорная", truck_types: null };
    upstream.always(LIST, reply.json(list([damage, ...rows(20).slice(1)], { size: 45 })));
    upstream.always(DETAIL, reply.json({ data: damage }));
    pass(16 * MINUTE);
    await source.list(filter());
    await until(async () => found(await source.list(filter())).cards.length === 19);
    deepEqual(found(await source.list(filter())).cards, page.cards.slice(1));
    deepEqual(found(await source.detail(page.cards[0]!.id)), load);
  }));
