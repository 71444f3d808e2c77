// What the driver may do: answer a load, take the answer back, rate the haul. Every phase in story order.
import type { RateCargo, RespondToCargo } from "./commands.ts";
import type { Response, Started } from "./evolve.ts";
import { about, NOTHING, type Outcome } from "./outcome.ts";

export function respond(
  { responseId, driverId, cargoId, form, cargo }: RespondToCargo,
  state: Response,
): Outcome {
  switch (state.status) {
    case "none":
      return { ok: [{ type: "CargoResponded", data: { responseId, driverId, cargoId, ...form, cargo } }] };
    case "sent":
    case "delivered":
    case "seen":
    case "accepted":
    case "rejected":
    case "completed":
      return NOTHING;
    case "withdrawn":
      return { refused: "response_withdrawn" };
  }
}

export function withdraw(state: Started): Outcome {
  switch (state.status) {
    case "sent":
    case "delivered":
    case "seen":
    case "accepted":
      return { ok: [{ type: "ResponseWithdrawn", data: about(state) }] };
    case "rejected":
      return { refused: "response_rejected" };
    case "completed":
      return { refused: "response_completed" };
    case "withdrawn":
      return NOTHING;
  }
}

export function rate({ form }: RateCargo, state: Started): Outcome {
  switch (state.status) {
    case "sent":
    case "delivered":
    case "seen":
    case "accepted":
    case "rejected":
    case "withdrawn":
      return { refused: "response_not_completed" };
    case "completed":
      return state.rated ? NOTHING : { ok: [{ type: "CargoRated", data: { ...about(state), ...form } }] };
  }
}
