// What dispatchers may do: look, decide, say something to the driver. Every phase in story order.
import type { NoteToDriver } from "./commands.ts";
import type { Started } from "./evolve.ts";
import { about, NOTHING, type Outcome } from "./outcome.ts";

export function accept(state: Started): Outcome {
  switch (state.status) {
    case "sent":
    case "delivered":
    case "seen":
      return { ok: [{ type: "ResponseAccepted", data: about(state) }] };
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

export function reject(state: Started): Outcome {
  switch (state.status) {
    case "sent":
    case "delivered":
    case "seen":
      return { ok: [{ type: "ResponseRejected", data: about(state) }] };
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

export function complete(state: Started): Outcome {
  switch (state.status) {
    case "sent":
    case "delivered":
    case "seen":
      return { refused: "response_not_accepted" };
    case "accepted":
      return { ok: [{ type: "ResponseCompleted", data: about(state) }] };
    case "rejected":
      return { refused: "response_rejected" };
    case "completed":
      return NOTHING;
    case "withdrawn":
      return { refused: "response_withdrawn" };
  }
}

export function see(state: Started): Outcome {
  switch (state.status) {
    case "sent":
    case "delivered":
      return { ok: [{ type: "ResponseSeen", data: about(state) }] };
    case "seen":
    case "accepted":
    case "rejected":
    case "completed":
    case "withdrawn":
      return NOTHING;
  }
}

/** There is always something to say: where to unload, why not, thank you. */
export function note({ noteId, note }: NoteToDriver, state: Started): Outcome {
  return { ok: [{ type: "DispatcherNoted", data: { ...about(state), noteId, note } }] };
}
