// What may happen to a response, one small function per command, every phase in story order.
import type { Decider, Decision } from "../shared/decider.ts";
import type {
  AcceptResponse,
  CompleteResponse,
  NoteToDriver,
  RateCargo,
  RejectResponse,
  RespondToCargo,
  ResponseCommand,
  SeeResponse,
  WithdrawResponse,
} from "./commands.ts";
import type { ResponseEvent } from "./events.ts";
import { evolve, initialState, type Response } from "./evolve.ts";

export type ResponseRefusal =
  | "response_not_found"
  | "response_withdrawn"
  | "response_rejected"
  | "response_accepted"
  | "response_completed"
  | "response_not_accepted"
  | "response_not_completed";

type Outcome = Decision<ResponseEvent, ResponseRefusal>;
const NOTHING: Outcome = { ok: [] };

export const responseDecider: Decider<ResponseCommand, Response, ResponseEvent, ResponseRefusal> = {
  initialState,
  evolve,
  decide,
};

function decide(command: ResponseCommand, state: Response): Outcome {
  switch (command.type) {
    case "RespondToCargo":
      return respond(command, state);
    case "AcceptResponse":
      return accept(command, state);
    case "RejectResponse":
      return reject(command, state);
    case "CompleteResponse":
      return complete(command, state);
    case "WithdrawResponse":
      return withdraw(command, state);
    case "SeeResponse":
      return see(command, state);
    case "NoteToDriver":
      return note(command, state);
    case "RateCargo":
      return rate(command, state);
  }
}

function respond({ responseId, driverId, cargoId, form, cargo }: RespondToCargo, state: Response): Outcome {
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

function accept(_: AcceptResponse, state: Response): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "response_not_found" };
    case "sent":
    case "delivered":
    case "seen":
      return { ok: [{ type: "ResponseAccepted", data: ref(state) }] };
    case "accepted":
      return NOTHING;
    case "rejected":
      return { refused: "response_rejected" };
    case "completed":
      return { refused: "response_completed" };
    case "withdrawn":
      return { refused: "response_withdrawn" };
  }
}

function reject(_: RejectResponse, state: Response): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "response_not_found" };
    case "sent":
    case "delivered":
    case "seen":
      return { ok: [{ type: "ResponseRejected", data: ref(state) }] };
    case "accepted":
      return { refused: "response_accepted" };
    case "rejected":
      return NOTHING;
    case "completed":
      return { refused: "response_completed" };
    case "withdrawn":
      return { refused: "response_withdrawn" };
  }
}

function complete(_: CompleteResponse, state: Response): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "response_not_found" };
    case "sent":
    case "delivered":
    case "seen":
      return { refused: "response_not_accepted" };
    case "accepted":
      return { ok: [{ type: "ResponseCompleted", data: ref(state) }] };
    case "rejected":
      return { refused: "response_rejected" };
    case "completed":
      return NOTHING;
    case "withdrawn":
      return { refused: "response_withdrawn" };
  }
}

function withdraw(_: WithdrawResponse, state: Response): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "response_not_found" };
    case "sent":
    case "delivered":
    case "seen":
    case "accepted":
      return { ok: [{ type: "ResponseWithdrawn", data: ref(state) }] };
    case "rejected":
      return { refused: "response_rejected" };
    case "completed":
      return { refused: "response_completed" };
    case "withdrawn":
      return NOTHING;
  }
}

function see(_: SeeResponse, state: Response): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "response_not_found" };
    case "sent":
    case "delivered":
      return { ok: [{ type: "ResponseSeen", data: ref(state) }] };
    case "seen":
    case "accepted":
    case "rejected":
    case "completed":
    case "withdrawn":
      return NOTHING;
  }
}

/** There is always something to say: where to unload, why not, thank you. */
function note({ noteId, note }: NoteToDriver, state: Response): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "response_not_found" };
    case "sent":
    case "delivered":
    case "seen":
    case "accepted":
    case "rejected":
    case "completed":
    case "withdrawn":
      return { ok: [{ type: "DispatcherNoted", data: { ...ref(state), noteId, note } }] };
  }
}

function rate({ form }: RateCargo, state: Response): Outcome {
  switch (state.status) {
    case "none":
      return { refused: "response_not_found" };
    case "sent":
    case "delivered":
    case "seen":
    case "accepted":
    case "rejected":
    case "withdrawn":
      return { refused: "response_not_completed" };
    case "completed":
      return state.rated ? NOTHING : { ok: [{ type: "CargoRated", data: { ...ref(state), ...form } }] };
  }
}

function ref({ responseId, driverId, cargoId }: Exclude<Response, { status: "none" }>) {
  return { responseId, driverId, cargoId };
}
