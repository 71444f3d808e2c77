// The phases of a response: only what decide asks.
import type { ResponseRef } from "./commands.ts";
import type { ResponseEvent } from "./events.ts";

/** `delivered` is Telegram's id of the message the dispatchers have, null before they have it. */
type Known = ResponseRef & { readonly delivered: number | null };

export type Response =
  | { readonly status: "none" }
  | Known & { readonly status: "sent" | "delivered" | "accepted" | "rejected" | "withdrawn" }
  | Known & { readonly status: "completed"; readonly rated: boolean };

export const initialState: Response = { status: "none" };

export function evolve(state: Response, event: ResponseEvent): Response {
  const known = {
    responseId: event.data.responseId,
    driverId: event.data.driverId,
    cargoId: event.data.cargoId,
    delivered: state.status === "none" ? null : state.delivered,
  };
  switch (event.type) {
    case "CargoResponded":
      return { ...known, status: "sent" };
    case "ResponseDelivered":
      return delivered(state, known, event.data.messageId);
    case "ResponseAccepted":
      return { ...known, status: "accepted" };
    case "ResponseRejected":
      return { ...known, status: "rejected" };
    case "ResponseCompleted":
      return { ...known, status: "completed", rated: false };
    case "ResponseWithdrawn":
      return { ...known, status: "withdrawn" };
    case "CargoRated":
      return { ...known, status: "completed", rated: true };
  }
}

/** A late delivery does not undo a decision. */
function delivered(state: Response, known: Known, messageId: number): Response {
  return state.status === "none" || state.status === "sent"
    ? { ...known, delivered: messageId, status: "delivered" }
    : { ...state, delivered: messageId };
}
