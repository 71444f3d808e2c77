// What CargoTech sends that nobody has seen before is told once and harms nothing.
import assert from "node:assert/strict";
import { list, row, rows } from "./rows.ts";
import { filter, found, withCargoTech } from "./support.ts";
import { DETAIL, LIST, reply } from "./upstream.ts";

const told = (log: readonly string[]) =>
  log.filter((line) => line.includes("something new")).map((line) => {
    const { path, field, what } = JSON.parse(line);
    return `${path} ${field}: ${what}`;
  });

Deno.test("a field without a name here is told once, however many loads and pages have it", () =>
  withCargoTech(async ({ upstream, source, log, counted }) => {
    const strange = rows(20).map((each) => ({ ...each, auction_ends: "2026-03-03" }));
    upstream.always(LIST, reply.json(list(strange, { size: 20 })));
    assert.equal(found(await source.list(filter())).cards.length, 20);
    assert.equal(found(await source.list(filter("mode=all"))).cards.length, 20);
    assert.deepEqual(told(log), [`${LIST} auction_ends: unknown`]);
    assert.equal(counted.get(`cargotech_unseen_shapes_total ${LIST}`), 1);
  }));

Deno.test("a known field in a form nobody reads is told, an empty one is nothing new", () =>
  withCargoTech(async ({ upstream, source, log }) => {
    const odd = { ...row("1"), weight: { tonnes: 20 }, price_carrier: null, distance: 0 };
    upstream.always(LIST, reply.json(list([odd], { size: 1 })));
    const [card] = found(await source.list(filter())).cards;
    assert.equal(card!.weightKg, undefined);
    assert.deepEqual(told(log), [`${LIST} weight: unreadable object`]);
  }));

Deno.test("a load's own page is looked at too, and what is documented is no news", () =>
  withCargoTech(async ({ upstream, source, log }) => {
    const known = { ...row("7"), created_at: "2026-03-01T00:00:00Z", extra: {}, contacts: [], shipper: null };
    upstream.next(
      DETAIL,
      reply.json({ data: known }),
      reply.json({ data: { ...known, id: "8", rating: 5 } }),
    );
    found(await source.detail("7"));
    assert.deepEqual(told(log), []);
    found(await source.detail("8"));
    assert.deepEqual(told(log), ["/v1/carrier/cargos/{id} rating: unknown"]);
  }));

Deno.test("an upstream that makes up names without end does not fill the memory or the log", () =>
  withCargoTech(async ({ upstream, source, log }) => {
    const noise = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`noise_${n}`, n + 1]));
    upstream.always(LIST, reply.json(list([{ ...row("1"), ...noise }], { size: 1 })));
    found(await source.list(filter()));
    assert.equal(told(log).length, 200);
  }));
