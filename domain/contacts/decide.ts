// Contacts of a load are sent to a driver as often as they are asked for, but once for a double tap.
import type { Decider } from "../shared/decider.ts";
import type { RequestContacts } from "./commands.ts";
import type { ContactEvent } from "./events.ts";

/** `at`: when they were asked for last, UTC milliseconds. */
export type Contacts = { readonly status: "unasked" } | { readonly status: "requested"; readonly at: number };

/** Whoever asks again sooner has tapped twice or sees the message coming, milliseconds. */
const SAME_REQUEST = 60_000;

export const contactDecider: Decider<RequestContacts, Contacts, ContactEvent, never> = {
  initialState: { status: "unasked" },
  evolve: (_, { data: { requestedAt } }) => ({
    status: "requested",
    at: requestedAt === undefined ? 0 : Date.parse(requestedAt),
  }),
  decide({ driverId, cargoId, requestedAt }, state) {
    const asked: ContactEvent = { type: "ContactsRequested", data: { driverId, cargoId, requestedAt } };
    switch (state.status) {
      case "unasked":
        return { ok: [asked] };
      case "requested":
        return { ok: Date.parse(requestedAt) - state.at < SAME_REQUEST ? [] : [asked] };
    }
  },
};
