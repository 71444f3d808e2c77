// Whose page it is: behind the middleware of this folder there is always a session.
import type { Session } from "../../../domain/sessions/mod.ts";
import type { State } from "../../(_shared)/define.ts";

export function callerOf({ session }: Pick<State, "session">): Session {
  if (!session) throw new Error("Cannot draw a driver's page without a session");
  return session;
}
