// What may happen to a response: an answer begins it, everything else needs one that has begun.
import type { Decider } from "../shared/decider.ts";
import type { ResponseCommand } from "./commands.ts";
import { accept, complete, note, reject, see } from "./decide_by_dispatcher.ts";
import { rate, respond, withdraw } from "./decide_by_driver.ts";
import type { ResponseEvent } from "./events.ts";
import { evolve, initialState, type Response } from "./evolve.ts";
import type { Outcome, ResponseRefusal } from "./outcome.ts";

export const responseDecider: Decider<ResponseCommand, Response, ResponseEvent, ResponseRefusal> = {
  initialState,
  evolve,
  decide,
};

function decide(command: ResponseCommand, state: Response): Outcome {
  if (command.type === "RespondToCargo") return respond(command, state);
  if (state.status === "none") return { refused: "response_not_found" };
  switch (command.type) {
    case "AcceptResponse":
      return accept(state);
    case "RejectResponse":
      return reject(state);
    case "CompleteResponse":
      return complete(state);
    case "WithdrawResponse":
      return withdraw(state);
    case "SeeResponse":
      return see(state);
    case "NoteToDriver":
      return note(command, state);
    case "RateCargo":
      return rate(command, state);
  }
}
