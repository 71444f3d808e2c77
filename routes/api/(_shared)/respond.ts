// Answering a load, for the API and its older path alike.
import type { RespondForm } from "../../../domain/responses/commands.ts";
import { originOf, type State } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { responseAnswer } from "../(_schemas)/responses.ts";

/** 201 the first time, 200 with the same response after that. */
export async function respond(state: State, cargoId: string, form: RespondForm): Promise<Response> {
  if (!state.session) return problem("unauthenticated");
  const outcome = await state.app.responses.respond(state.session.driverId, cargoId, form, originOf(state));
  if ("refused" in outcome) return problem(outcome.refused);
  return Response.json(responseAnswer(outcome.response), { status: outcome.created ? 201 : 200 });
}
