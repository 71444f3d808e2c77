// Clearing a cache by hand: what was known before is not known after, wherever it was kept or on its way.
import { deepEqual, equal } from "node:assert/strict";
import { list, row } from "./rows.ts";
import { filter, found, until, withCargoTech } from "./support.ts";
import { LIST, POINTS, reply } from "./upstream.ts";

const points = (...names: string[]) =>
  reply.json({ data: names.map((name, id) => ({ id, name, type: 2 })), meta: {} });

Deno.test("a cleared cache of cities has no suggestions of its own left", () =>
  withCargoTech(async ({ upstream, source }) => {
    upstream.next(POINTS, points("Москва", "Московский"));
    await source.points("мос");
    equal(await source.clearCache("city"), 1);
    upstream.next(POINTS, points("Мосальск"));
    deepEqual(await source.points("моса"), [{ id: 0, name: "Мосальск", type: 2 }]);
    await source.clearCache("city");
    upstream.always(POINTS, reply.status(500));
    deepEqual(await source.points("моск"), { refused: "cargotech_unavailable" });
  }));

Deno.test("an answer being written to the store does not come back after a clearing", () =>
  withCargoTech(async ({ upstream, source, restart }) => {
    await source.list(filter());
    await source.clearCache("list");
    await source.stop();
    await restart().list(filter());
    equal(upstream.received.filter(({ path }) => path === LIST).length, 2);
  }));

Deno.test("an answer on its way during a clearing is for those who wait for it and nobody else", () =>
  withCargoTech(async ({ upstream, source, restart }) => {
    await source.truckTypes();
    const held = Promise.withResolvers<Response>();
    upstream.next(LIST, () => held.promise, reply.json(list([row(2)])));
    const waiting = source.list(filter());
    await until(() => upstream.received.some(({ path }) => path === LIST));
    await source.clearCache("list");
    equal(found(await source.list(filter())).cards[0]?.id, "2");
    held.resolve(Response.json(list([row(1)])));
    equal(found(await waiting).cards[0]?.id, "1");
    equal(found(await source.list(filter())).cards[0]?.id, "2");
    await source.stop();
    equal(found(await restart().list(filter())).cards[0]?.id, "2");
  }));
