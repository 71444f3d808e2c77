// RequestContacts.
import type { RequestContacts } from "../../../domain/contacts/commands.ts";
import { contactDecider } from "../../../domain/contacts/decide.ts";
import type { ContactEvent } from "../../../domain/contacts/events.ts";
import { given } from "../../support/given.ts";

const ref = { driverId: 700_000_101, cargoId: "6236980507" };
const request = (requestedAt: string): RequestContacts => ({ type: "RequestContacts", ...ref, requestedAt });
const requested = (requestedAt: string): ContactEvent => ({
  type: "ContactsRequested",
  data: { ...ref, requestedAt },
});
const NOON = "2026-03-05T12:00:00.000Z";

Deno.test("a driver asks for the contacts of a load", () => {
  given(contactDecider).when(request(NOON)).then(requested(NOON));
});

Deno.test("asking for them does nothing the second time within a minute: that is a double tap", () => {
  given(contactDecider, requested(NOON)).when(request(NOON)).nothingHappens();
  given(contactDecider, requested(NOON)).when(request("2026-03-05T12:00:59.999Z")).nothingHappens();
});

Deno.test("who asks again later gets them again", () => {
  const later = "2026-03-05T12:01:00.000Z";
  given(contactDecider, requested(NOON)).when(request(later)).then(requested(later));
  given(contactDecider, requested(NOON), requested(later)).when(request(later)).nothingHappens();
});

Deno.test("who asked before moments were kept gets them again", () => {
  const then: ContactEvent = { type: "ContactsRequested", data: ref };
  given(contactDecider, then).when(request(NOON)).then(requested(NOON));
});
