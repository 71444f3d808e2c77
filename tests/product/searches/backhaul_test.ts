// Loads home after an accepted response.
import assert from "node:assert/strict";
import { DRIVER, eventually, startProduct } from "../../support/product.ts";
import { FORM, hoursAroundNow, publish, WHEN_ASKED } from "./searches_support.ts";

Deno.test("an accepted response brings loads home, unless the driver does not want them", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const back = {
    start: "Москва",
    finish: "Казань",
    distance: 800,
    price: 7_000_000,
    price_carrier: 7_000_000,
  };
  await product.control(product.cargotech, { addLoad: back });
  const answered = await mine.post(`/api/cargos/${cargoId}/responses`, FORM);
  const origin = { actor: { kind: "dispatcher", id: "1" }, correlationId: "test" } as const;
  await product.app.responses.accept(answered.json.responseId, origin);
  const home = async () => (await product.messages(DRIVER)).filter(({ text }) => text.startsWith("🔁"));
  const [offer] = await eventually(home, (all) => all.length > 0);
  assert.match(offer!.text, /Москва → Казань/);

  await product.app.backhaul.setWanted(DRIVER, false, origin);
  const second = await mine.post(`/api/cargos/${await publish(product, 5_000_000)}/responses`, FORM);
  await product.app.responses.accept(second.json.responseId, origin);
  const decided = async () => (await product.messages(DRIVER)).filter(({ text }) => text.startsWith("✅"));
  await eventually(decided, (all) => all.length === 2);
  const waiting = async () =>
    (await product.world.queue.scan()).filter(({ message }) => message.kind === "backhaul.seek");
  await eventually(waiting, (jobs) => jobs.length === 0);
  assert.equal((await home()).length, 1);
});

Deno.test("a decision comes in the quiet hours too, loads home when they are over", async () => {
  let ahead = 0;
  await using product = await startProduct(WHEN_ASKED, { clock: () => Date.now() + ahead });
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const addLoad = { start: "Москва", finish: "Казань", distance: 800, price: 7_000_000 };
  await product.control(product.cargotech, { addLoad });
  const hours = { name: "Ночью тихо", filter: { mode: "all" }, alerts: false, quietHours: hoursAroundNow() };
  assert.equal((await mine.post("/api/searches", hours)).status, 201);
  const { json } = await mine.post(`/api/cargos/${cargoId}/responses`, FORM);
  await product.app.responses.accept(json.responseId, {
    actor: { kind: "dispatcher", id: "1" },
    correlationId: "test",
  });
  const said = (mark: string) => async () =>
    (await product.messages(DRIVER)).filter(({ text }) => text.startsWith(mark));
  await eventually(said("✅"), (all) => all.length === 1);
  const seeking = async () =>
    (await product.world.queue.scan()).find(({ message }) => message.kind === "backhaul.seek");
  const waiting = await eventually(
    seeking,
    (job) => job !== undefined && job.message.attempt > 0 && job.message.claim === undefined,
  );
  assert.ok(waiting!.due > Date.now() + 60_000);
  assert.deepEqual(await said("🔁")(), []);
  const over = await product.app.searches.quietUntil(DRIVER, Date.now());
  ahead = over! - Date.now();
  await eventually(said("🔁"), (all) => all.length === 1);
});

Deno.test("loads home leave out what the driver has hidden", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const addLoad = { start: "Москва", finish: "Казань", distance: 800, price: 7_000_000 };
  await product.control(product.cargotech, { addLoad });
  const accept = async (cargo: string) => {
    const { json } = await mine.post(`/api/cargos/${cargo}/responses`, FORM);
    await product.app.responses.accept(json.responseId, {
      actor: { kind: "dispatcher", id: "1" },
      correlationId: "test",
    });
    const offers = async () => (await product.world.views.backhaul.get([DRIVER]))?.offers ?? [];
    const found = await eventually(
      offers,
      (all) => all.some(({ responseId }) => responseId === json.responseId),
    );
    return found.at(-1)!.cargos;
  };
  const [first, second] = await accept(cargoId);
  assert.equal((await mine.post(`/api/marks/hidden/${first!.id}`)).status, 200);
  assert.equal((await mine.post(`/api/marks/companies/${encodeURIComponent(second!.company!)}`)).status, 200);
  const offered = await accept(await publish(product, 5_000_000));
  assert.equal(offered.some(({ id, company }) => id === first!.id || company === second!.company), false);
});
