// The administrator as the cause of what the console changes. Routes behind the console's middleware have a session.
import type { Origin } from "../../../../domain/shared/origin.ts";
import { originOf, type State } from "../../../(_shared)/define.ts";

export function staffOrigin(state: Pick<State, "session" | "requestId">): Origin {
  const { actor, ...origin } = originOf(state);
  return { ...origin, actor: { ...actor, kind: "staff" } };
}
