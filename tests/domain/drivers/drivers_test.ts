// A driver's stream: registered once, every sign-in and sign-out noted, a new name when Telegram shows one.
import assert from "node:assert/strict";
import { driverDecider } from "../../../domain/drivers/decide.ts";
import type { DriverEvent } from "../../../domain/drivers/events.ts";
import { type DriverRow, drivers } from "../../../domain/drivers/view.ts";
import type { DomainEvent } from "../../../domain/shared/event.ts";
import { given } from "../../support/given.ts";
import { stored } from "../../support/stored.ts";
import { responded } from "../responses/story.ts";

const driverId = 700_000_101;
const user = { id: driverId, firstName: "Иван", username: "ivan", languageCode: "ru" };

const registered: DriverEvent = {
  type: "DriverRegistered",
  data: { driverId, firstName: "Иван", username: "ivan", languageCode: "ru" },
};
const signedIn: DriverEvent = { type: "DriverSignedIn", data: { driverId } };
const signedOut: DriverEvent = { type: "DriverSignedOut", data: { driverId } };
const forgotten: DriverEvent = { type: "DriverForgotten", data: { driverId } };
const renamed: DriverEvent = { type: "DriverRenamed", data: { driverId, firstName: "Иван Петрович" } };

const signIn = { type: "RegisterSignIn", user, renamed: false } as const;
const forget = { type: "ForgetDriver", driverId } as const;
const signOut = { type: "RegisterSignOut", driverId } as const;

Deno.test("the first sign-in registers the driver", () => {
  given(driverDecider).when(signIn).then(registered, signedIn);
});

Deno.test("a driver without a username is registered without one", () => {
  given(driverDecider)
    .when({ type: "RegisterSignIn", user: { id: driverId, firstName: "Иван" }, renamed: false })
    .then({ type: "DriverRegistered", data: { driverId, firstName: "Иван" } }, signedIn);
});

Deno.test("signing in again registers nobody the second time", () => {
  given(driverDecider, registered, signedIn).when(signIn).then(signedIn);
});

Deno.test("a changed name is noted with the sign-in that showed it", () => {
  given(driverDecider, registered, signedIn)
    .when({ type: "RegisterSignIn", user: { id: driverId, firstName: "Иван Петрович" }, renamed: true })
    .then(renamed, signedIn);
});

Deno.test("signing out is noted", () => {
  given(driverDecider, registered, signedIn).when(signOut).then(signedOut);
});

Deno.test("somebody who never signed in does not sign out", () => {
  given(driverDecider).when(signOut).nothingHappens();
});

Deno.test("a driver is forgotten, once", () => {
  given(driverDecider, registered, signedIn).when(forget).then(forgotten);
  given(driverDecider, registered, forgotten).when(forget).nothingHappens();
});

Deno.test("nobody is forgotten who was never known", () => {
  given(driverDecider).when(forget).nothingHappens();
});

Deno.test("a forgotten driver who comes back is registered anew", () => {
  given(driverDecider, registered, forgotten).when(signIn).then(registered, signedIn);
});

Deno.test("a forgotten driver has no session left to sign out of", () => {
  given(driverDecider, registered, forgotten).when(signOut).nothingHappens();
});

function rowOf(...events: readonly DomainEvent[]): DriverRow | null {
  return stored(`driver-${driverId}`, ...events).reduce<DriverRow | null>(
    (row, event) => drivers.fold(row, event, []),
    null,
  );
}

Deno.test("the row counts sign-ins and answers and keeps the contact of the newest answer", () => {
  assert.deepEqual(rowOf(registered, signedIn, responded, signedOut, signedIn), {
    driverId,
    firstName: "Иван",
    username: "ivan",
    registeredAt: "2026-03-03T11:00:00.000Z",
    lastSignInAt: "2026-03-03T11:04:00.000Z",
    signIns: 2,
    contact: { name: "Иван", phone: "+79123456789" },
    responses: 1,
  });
});

Deno.test("a username that was given up is given up here too", () => {
  const row = rowOf(registered, signedIn, renamed);
  assert.equal(row?.firstName, "Иван Петрович");
  assert.equal(row !== null && "username" in row, false);
});

Deno.test("a forgotten driver's row keeps counts and times, and nothing about the person", () => {
  assert.deepEqual(rowOf(registered, signedIn, responded, forgotten), {
    driverId,
    firstName: null,
    registeredAt: "2026-03-03T11:00:00.000Z",
    lastSignInAt: "2026-03-03T11:01:00.000Z",
    signIns: 1,
    responses: 1,
    forgottenAt: "2026-03-03T11:03:00.000Z",
  });
});

Deno.test("facts about somebody who never registered make no row", () => {
  for (const event of [signedIn, signedOut, renamed, forgotten, responded]) assert.equal(rowOf(event), null);
});

Deno.test("rows are kept by driver; dispatchers' facts concern none", () => {
  const [own, answer, decision] = stored<DomainEvent>("any", signedIn, responded, {
    type: "ResponseAccepted",
    data: { driverId },
  });
  assert.deepEqual([own, answer, decision].map((event) => drivers.keys(event!)), [
    [[driverId]],
    [[driverId]],
    [],
  ]);
});

const remember = (query: string) => ({ type: "RememberFilters", driverId, query }) as const;
const remembered = (query: string): DriverEvent => ({ type: "FiltersRemembered", data: { driverId, query } });

Deno.test("filters are remembered when they change", () => {
  given(driverDecider, registered).when(remember("mode=all")).then(remembered("mode=all"));
  given(driverDecider, registered, remembered("mode=all")).when(remember("")).then(remembered(""));
});

Deno.test("the same filters again are nothing new, and neither are none for who never had any", () => {
  given(driverDecider, registered, remembered("mode=all"), signedIn).when(remember("mode=all"))
    .nothingHappens();
  given(driverDecider, registered).when(remember("")).nothingHappens();
});

Deno.test("nobody's filters are remembered who is unknown or forgotten", () => {
  given(driverDecider).when(remember("mode=all")).nothingHappens();
  given(driverDecider, registered, forgotten).when(remember("mode=all")).nothingHappens();
});

Deno.test("the row has the newest filters, and none of somebody who was forgotten", () => {
  assert.equal(rowOf(registered, remembered("mode=all"), remembered("wv=20-83"))?.filters, "wv=20-83");
  assert.equal(rowOf(registered, remembered("mode=all"), forgotten)?.filters, undefined);
});

Deno.test("a shared phone and what answers begin with are noted for a driver who is known", () => {
  const phone = "+79123456789";
  const defaults = { phone, name: "Иван", comment: "Тент, 20 т" };
  const share = { type: "ShareContact", driverId, phone } as const;
  const change = { type: "ChangeRespondDefaults", driverId, defaults } as const;
  given(driverDecider, registered).when(share).then({ type: "ContactShared", data: { driverId, phone } });
  given(driverDecider, registered).when(change)
    .then({ type: "RespondDefaultsChanged", data: { driverId, ...defaults } });
  for (const command of [share, change]) {
    given(driverDecider).when(command).nothingHappens();
    given(driverDecider, registered, forgotten).when(command).nothingHappens();
  }
});
