// Who a driver is, over a real store: read at once after writing, with the contact of the newest answer.
import assert from "node:assert/strict";
import { domainOnKv } from "../../support/domain_on_kv.ts";
import { cargo, form } from "../responses/story.ts";

const origin = { actor: { kind: "driver", id: "7" }, correlationId: "request" } as const;

Deno.test("a driver who signs in is known at once; a stranger is not", async () => {
  await using domain = await domainOnKv([]);
  const user = { id: 7, firstName: "Иван", username: "ivan" };
  assert.equal(await domain.drivers.find(7), null);
  assert.deepEqual(await domain.drivers.signedIn(user, origin), user);
  assert.deepEqual(await domain.drivers.find(7), user);
});

Deno.test("a new name in Telegram is noticed once", async () => {
  await using domain = await domainOnKv([]);
  await domain.drivers.signedIn({ id: 7, firstName: "Иван", username: "ivan" }, origin);
  const renamed = { id: 7, firstName: "Иван Петрович" };
  assert.deepEqual(await domain.drivers.signedIn(renamed, origin), renamed);
  await domain.drivers.signedIn(renamed, origin);
  assert.deepEqual(await domain.story(), [
    "DriverRegistered",
    "DriverSignedIn",
    "DriverRenamed",
    "DriverSignedIn",
    "DriverSignedIn",
  ]);
});

Deno.test("the contact of the newest answer is there for the next", async () => {
  await using domain = await domainOnKv([{ ...cargo, contacts: [], extras: {} }]);
  await domain.drivers.signedIn({ id: 7, firstName: "Иван" }, origin);
  await domain.responses.respond(7, cargo.id, form, origin);
  await domain.caughtUp();
  assert.deepEqual((await domain.drivers.find(7))?.contact, { name: "Иван", phone: "+79123456789" });
});

Deno.test("a forgotten driver is nobody in particular, and new again after coming back", async () => {
  await using domain = await domainOnKv([]);
  const user = { id: 7, firstName: "Иван" };
  assert.equal(await domain.drivers.forget(7, origin), false);
  await domain.drivers.signedIn(user, origin);
  assert.equal(await domain.drivers.forget(7, origin), true);
  assert.deepEqual(await domain.drivers.find(7), { id: 7, firstName: "" });
  assert.deepEqual(await domain.drivers.signedIn(user, origin), user);
  assert.deepEqual(await domain.story(), [
    "DriverRegistered",
    "DriverSignedIn",
    "DriverForgotten",
    "DriverRegistered",
    "DriverSignedIn",
  ]);
});
