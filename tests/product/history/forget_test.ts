// A driver is forgotten: nothing personal can be read any more, everything else stays as it was.
import assert from "node:assert/strict";
import { caughtUp } from "../../support/caught_up.ts";
import {
  ADMIN,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  startProduct,
} from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";

const FORM = { phone: "8 912 345-67-89", name: "Иван", comment: "Готов сейчас" };

Deno.test("a driver who asks to be forgotten is: session, names and phone are gone, history and hashes stay", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const driver = await product.signIn(DRIVER);
  const cargo = await driver.anyCargo();
  await driver.post(`/api/cargos/${cargo}/responses`, FORM);
  await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);
  const other = await product.signIn(OTHER_DRIVER);
  await other.post(`/api/cargos/${cargo}/responses`, { ...FORM, name: "Пётр" });
  await eventually(() => other.get("/api/responses"), ({ json }) => json.data[0].status === "delivered");
  const before = await admin.get("/api/admin/verify");

  const forgotten = await driver.call("DELETE", "/api/me");
  assert.equal(forgotten.status, 204);
  assert.match(forgotten.headers.get("set-cookie") ?? "", /Max-Age=0/);
  assert.equal((await driver.get("/api/me")).status, 401);

  const { json: events } = await admin.get("/api/admin/events?limit=1000");
  const theirs = events.data.filter(({ data }: { data: { driverId?: number } }) => data.driverId === DRIVER);
  assert.equal(/Иван|79123456789|Готов/.test(JSON.stringify(theirs)), false);
  const responded = theirs.find(({ type }: { type: string }) => type === "CargoResponded");
  assert.deepEqual([responded.data.phone, responded.data.name], [null, null]);
  assert.equal(theirs.at(-1).type, "DriverForgotten");
  assert.match(JSON.stringify(events.data), /Пётр/);

  const { json: after } = await admin.get("/api/admin/verify");
  assert.deepEqual([after.ok, after.events > before.json.events], [true, true]);
  const { json: stream } = await admin.get(`/api/admin/streams/driver-${DRIVER}`);
  assert.deepEqual([stream.state.status, stream.state.signIns], ["forgotten", 1]);
  assert.equal((await product.world.views.drivers.get([DRIVER]))?.responses, 1);
});

Deno.test("who comes back is new here, under a new key; what was forgotten stays forgotten", async () => {
  await using product = await startProduct();
  const driver = await product.signIn(DRIVER);
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  await driver.call("DELETE", "/api/me");
  const again = await product.signIn(DRIVER);
  const { json: me } = await again.get("/api/me");
  assert.notEqual(me.driver.firstName, "");
  assert.doesNotMatch((await again.get("/profile")).text, /value="[^"]*912/);
  const types = (await product.world.log.readStream(`driver-${DRIVER}`)).map(({ type }) => type);
  assert.deepEqual(types, [
    "DriverRegistered",
    "DriverSignedIn",
    "DriverForgotten",
    "DriverRegistered",
    "DriverSignedIn",
  ]);
  const [first] = await product.world.log.readStream(`response-${DRIVER}-${await again.anyCargo()}`);
  assert.equal(await product.world.vault.open(String(first?.data["phone"])), null);
});

Deno.test("what was being saved meanwhile, a search or a favourite, does not outlive its driver", async () => {
  await using product = await startProduct();
  const driver = await product.signIn(DRIVER);
  const id = await driver.anyCargo();
  const questions = async () =>
    (await callsTo(product.cargotech)).filter(({ path }) =>
      path.endsWith("/cargos/views") || path.endsWith(`/cargos/${id}`)
    ).length;
  await product.control(product.cargotech, { latencyMs: 1000 });
  const before = await questions();
  const saving = driver.post("/api/searches", { name: "Домой", filter: { mode: "all", price_min: 5000 } });
  const keeping = driver.post(`/api/marks/kept/${id}`);
  await eventually(questions, (asked) => asked >= before + 2);
  assert.equal((await driver.call("DELETE", "/api/me")).status, 204);
  assert.deepEqual((await Promise.all([saving, keeping])).map(({ status }) => status), [401, 401]);
  await caughtUp(product.world);
  assert.deepEqual(await product.world.views.watches.list([]), []);
  assert.deepEqual(await product.world.views.searches.list([DRIVER]), []);
  assert.equal(await product.world.views.marks.get([DRIVER]), null);
});

Deno.test("an administrator forgets a driver at their request; asking twice is one fact; a stranger is not found", async () => {
  await using product = await startProduct();
  const driver = await product.signIn(DRIVER);
  const admin = await product.signIn(ADMIN);
  assert.equal((await driver.post(`/api/admin/drivers/${OTHER_DRIVER}/forget`)).status, 403);
  for (let time = 0; time < 2; time++) {
    assert.equal((await admin.post(`/api/admin/drivers/${DRIVER}/forget`)).status, 204);
  }
  assert.equal((await driver.get("/api/me")).status, 401);
  const events = await product.world.log.readStream(`driver-${DRIVER}`);
  const facts = events.filter(({ type }) => type === "DriverForgotten");
  assert.deepEqual(facts.map(({ meta }) => [meta.actor.kind, meta.actor.id]), [["staff", String(ADMIN)]]);
  for (const nobody of ["12345", "abc", "1e3"]) {
    assert.equal((await admin.post(`/api/admin/drivers/${nobody}/forget`)).status, 404, nobody);
  }
});
