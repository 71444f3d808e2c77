// Contacts of a load are sent to a driver once: the chat keeps them.
import type { Decider } from "../shared/decider.ts";
import type { ContactEvent } from "./events.ts";

export interface RequestContacts {
  readonly type: "RequestContacts";
  readonly driverId: number;
  readonly cargoId: string;
}

export type Contacts = { readonly status: "unasked" | "requested" };

export const contactDecider: Decider<RequestContacts, Contacts, ContactEvent, never> = {
  initialState: { status: "unasked" },
  evolve: () => ({ status: "requested" }),
  decide({ driverId, cargoId }, { status }) {
    switch (status) {
      case "unasked":
        return { ok: [{ type: "ContactsRequested", data: { driverId, cargoId } }] };
      case "requested":
        return { ok: [] };
    }
  },
};

export function contactsStream({ driverId, cargoId }: Pick<RequestContacts, "driverId" | "cargoId">): string {
  return `contacts-${driverId}-${cargoId}`;
}
