// Responses as the doors use them, over a real store: whose they are, what a repeat gives, what the list shows.
import assert from "node:assert/strict";
import type { Detail } from "../../../domain/freight/cargo.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import { domainOnKv } from "../../support/domain_on_kv.ts";
import { cargo, form } from "./story.ts";

const IVAN = 700_000_101;
const PYOTR = 700_000_102;
const load: Detail = {
  ...cargo,
  comment: "Только с ремнями",
  contacts: [{ phone: "+79990000000" }],
  extras: {},
};
const other: Detail = { ...load, id: "6236980508", to: "Казань" };
const by = (id: number): Origin => ({ actor: { kind: "driver", id: String(id) }, correlationId: "request" });
const olga: Origin = {
  actor: { kind: "dispatcher", id: "700000301", name: "Ольга" },
  correlationId: "press",
};
const id = (driverId: number, { id }: Detail) => `${driverId}-${id}`;

Deno.test("an answer keeps the load as a card, without what only the open load shows", async () => {
  await using domain = await domainOnKv([load]);
  const outcome = await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  assert.ok("response" in outcome);
  assert.equal(outcome.created, true);
  assert.deepEqual(outcome.response, {
    responseId: id(IVAN, load),
    driverId: IVAN,
    cargoId: load.id,
    status: "sent",
    timeline: [{ status: "sent", at: "2026-03-03T11:00:00.000Z" }],
    cargo,
    phone: "+79123456789",
    name: "Иван",
    comment: "Буду к девяти",
  });
});

Deno.test("the second answer is the first one, though the load has gone and nobody is asked about it", async () => {
  await using domain = await domainOnKv([load]);
  const first = await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  domain.exchange.loads.length = 0;
  const second = await domain.responses.respond(IVAN, load.id, { ...form, name: "Пётр" }, by(IVAN));
  assert.ok("response" in first && "response" in second);
  assert.deepEqual(second, { response: first.response, created: false });
  assert.deepEqual(domain.exchange.asked, [load.id]);
});

Deno.test("answers at the same moment are one response", async () => {
  await using domain = await domainOnKv([load]);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => domain.responses.respond(IVAN, load.id, form, by(IVAN))),
  );
  assert.equal(outcomes.filter((outcome) => "created" in outcome && outcome.created).length, 1);
  assert.deepEqual(await domain.story(), ["CargoResponded"]);
});

Deno.test("two drivers may answer one load", async () => {
  await using domain = await domainOnKv([load]);
  await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  const outcome = await domain.responses.respond(PYOTR, load.id, form, by(PYOTR));
  assert.equal("created" in outcome && outcome.created, true);
});

Deno.test("refused when the load is gone, and nothing is kept", async () => {
  await using domain = await domainOnKv([]);
  assert.deepEqual(await domain.responses.respond(IVAN, load.id, form, by(IVAN)), {
    refused: "cargo_not_found",
  });
  assert.deepEqual(await domain.story(), []);
});

Deno.test("refused when it was withdrawn", async () => {
  await using domain = await domainOnKv([load]);
  await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  await domain.responses.withdraw(IVAN, id(IVAN, load), by(IVAN));
  const again = await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  assert.deepEqual(again, { refused: "response_withdrawn" });
});

Deno.test("a driver sees and changes only the driver's own", async () => {
  await using domain = await domainOnKv([load]);
  await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  const foreign = id(IVAN, load);
  const refused = { refused: "response_not_found" };
  assert.equal(await domain.responses.one(PYOTR, foreign), null);
  assert.deepEqual(await domain.responses.of(PYOTR), []);
  assert.deepEqual(await domain.responses.withdraw(PYOTR, foreign, by(PYOTR)), refused);
  assert.deepEqual(await domain.responses.rate(PYOTR, foreign, { stars: 1 }, by(PYOTR)), refused);
  assert.deepEqual(await domain.story(), ["CargoResponded"]);
});

Deno.test("a decision names its dispatcher; what is no id is not found", async () => {
  await using domain = await domainOnKv([load]);
  await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  domain.world.now += 60_000;
  const decided = await domain.responses.accept(id(IVAN, load), olga);
  assert.ok("timeline" in decided);
  assert.deepEqual(decided.timeline.at(-1), {
    status: "accepted",
    at: "2026-03-03T11:01:00.000Z",
    actor: { id: "700000301", name: "Ольга" },
  });
  assert.deepEqual(await domain.responses.accept("anything", olga), { refused: "response_not_found" });
});

Deno.test("the list is newest first, and loads carry the driver's own badge", async () => {
  await using domain = await domainOnKv([load, other]);
  await domain.responses.respond(IVAN, other.id, form, by(IVAN));
  domain.world.now += 1;
  await domain.responses.respond(IVAN, load.id, form, by(IVAN));
  assert.deepEqual((await domain.responses.of(IVAN)).map(({ cargoId }) => cargoId), [load.id, other.id]);
  const unanswered = { ...cargo, id: "1" };
  assert.deepEqual(await domain.responses.badged(IVAN, [cargo, unanswered]), [
    { ...cargo, response: { id: id(IVAN, load), status: "sent" } },
    unanswered,
  ]);
  assert.deepEqual(await domain.responses.badged(PYOTR, [cargo]), [cargo]);
});
