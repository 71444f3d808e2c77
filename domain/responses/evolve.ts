// The phases of a response: only what decide asks.
import type { ResponseRef } from "./commands.ts";
import type { ResponseEvent } from "./events.ts";

export type Response =
  | { readonly status: "none" }
  | ResponseRef & { readonly status: "sent" | "delivered" | "seen" | "accepted" | "rejected" | "withdrawn" }
  | ResponseRef & { readonly status: "completed"; readonly rated: boolean };

/** A response that there is. */
export type Started = Exclude<Response, { status: "none" }>;

export const initialState: Response = { status: "none" };

export function evolve(state: Response, event: ResponseEvent): Response {
  const { responseId, driverId, cargoId } = event.data;
  const ref: ResponseRef = { responseId, driverId, cargoId };
  switch (event.type) {
    case "CargoResponded":
      return { ...ref, status: "sent" };
    case "ResponseDelivered":
      // A late delivery does not undo a decision.
      return state.status === "none" || state.status === "sent" ? { ...ref, status: "delivered" } : state;
    case "ResponseSeen":
      return { ...ref, status: "seen" };
    case "DispatcherNoted":
      return state;
    case "ResponseAccepted":
      return { ...ref, status: "accepted" };
    case "ResponseRejected":
      return { ...ref, status: "rejected" };
    case "ResponseCompleted":
      return { ...ref, status: "completed", rated: false };
    case "ResponseWithdrawn":
      return { ...ref, status: "withdrawn" };
    case "CargoRated":
      return { ...ref, status: "completed", rated: true };
  }
}
