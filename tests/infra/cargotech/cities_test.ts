// Suggestions of cities: a question already answered by a shorter one is not asked (contract 2.4).
import assert from "node:assert/strict";
import { HOUR, withCargoTech } from "./support.ts";
import { POINTS, reply } from "./upstream.ts";

const city = (id: number, name: string) => ({ id, name, type: 2 });
const MOSCOW = city(39, "Москва");
const MOZHAYSK = city(40, "Можайск");
const asked = (received: readonly { path: string; query: URLSearchParams }[]) =>
  received.filter(({ path }) => path === POINTS).map(({ query }) => query.get("filter[name]"));

Deno.test("letters added to a name all of whose cities are known cost no call", () =>
  withCargoTech(async ({ upstream, source, pass }) => {
    upstream.always(POINTS, reply.json({ data: [MOSCOW, MOZHAYSK], meta: {} }));
    assert.deepEqual(await source.points("Мо"), [MOSCOW, MOZHAYSK]);
    assert.deepEqual(await source.points("Мос"), [MOSCOW]);
    assert.deepEqual(await source.points("Моск"), [MOSCOW]);
    assert.deepEqual(await source.points("Мозг"), []);
    assert.deepEqual(asked(upstream.received), ["Мо"]);
    pass(25 * HOUR);
    await source.points("Моск");
    assert.deepEqual(asked(upstream.received), ["Мо", "Моск"]);
  }));

Deno.test("a full answer may hide further cities, so the longer name is asked for", () =>
  withCargoTech(async ({ upstream, source }) => {
    const ten = Array.from({ length: 10 }, (_, n) => city(n + 1, `Ново${n}`));
    upstream.next(POINTS, reply.json({ data: ten }), reply.json({ data: [city(77, "Новосибирск")] }));
    assert.equal((await source.points("Ново") as unknown[]).length, 10);
    assert.deepEqual(await source.points("Новос"), [city(77, "Новосибирск")]);
  }));

Deno.test("with CargoTech down suggestions go on with the cities seen before", () =>
  withCargoTech(async ({ upstream, source }) => {
    const ten = Array.from({ length: 10 }, (_, n) => city(n + 1, n === 4 ? "Новосибирск" : `Ново${n}`));
    upstream.next(POINTS, reply.json({ data: ten }));
    await source.points("Ново");
    upstream.always(POINTS, reply.status(500));
    assert.deepEqual(await source.points("Новос"), [city(5, "Новосибирск")]);
    assert.deepEqual(await source.points("Тверь"), { refused: "cargotech_unavailable" });
  }));

Deno.test("who types е for ё finds the city all the same, known or not", () =>
  withCargoTech(async ({ upstream, source }) => {
    const korolyov = city(5, "Королёв");
    upstream.next(POINTS, reply.json({ data: [korolyov] }));
    await source.points("Корол");
    assert.deepEqual(await source.points("Королев"), [korolyov]);
    assert.deepEqual(await source.points("Королёв"), [korolyov]);
    upstream.always(POINTS, reply.status(500));
    assert.deepEqual(await source.points("Ко"), [korolyov]);
  }));
