// RequestContacts.
import { contactDecider } from "../../../domain/contacts/decide.ts";
import type { ContactEvent } from "../../../domain/contacts/events.ts";
import { given } from "../../support/given.ts";

const data = { driverId: 700_000_101, cargoId: "6236980507" };
const requested: ContactEvent = { type: "ContactsRequested", data };
const request = { type: "RequestContacts", ...data } as const;

Deno.test("a driver asks for the contacts of a load", () => {
  given(contactDecider).when(request).then(requested);
});

Deno.test("asking for them does nothing the second time", () => {
  given(contactDecider, requested).when(request).nothingHappens();
});
