// What deciding about a response can come to, shared by its parts.
import type { Decision } from "../shared/decider.ts";
import type { ResponseRef } from "./commands.ts";
import type { ResponseEvent } from "./events.ts";
import type { Started } from "./evolve.ts";

export type ResponseRefusal =
  | "response_not_found"
  | "response_withdrawn"
  | "response_rejected"
  | "response_accepted"
  | "response_completed"
  | "response_not_accepted"
  | "response_not_completed";

export type Outcome = Decision<ResponseEvent, ResponseRefusal>;
export const NOTHING: Outcome = { ok: [] };

export function about({ responseId, driverId, cargoId }: Started): ResponseRef {
  return { responseId, driverId, cargoId };
}
