// POST: marks a load or a company. DELETE: takes the mark back. Both answer with what is marked then.
import { MarkKind } from "../../../../domain/marks/mod.ts";
import { define, type State } from "../../../(_shared)/define.ts";
import { type MarkChange, obeyMark } from "../../../(_shared)/obey_mark.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { refusedByExchange } from "../../(_shared)/outage.ts";
import { marksAnswer } from "../../(_schemas)/marks.ts";

type Params = Readonly<Record<string, string | undefined>>;

export const handler = define.handlers({
  POST: ({ state, params }) => answer(state, params, true),
  DELETE: ({ state, params }) => answer(state, params, false),
});

async function answer(state: State, { kind, name = "" }: Params, on: MarkChange["on"]): Promise<Response> {
  if (!state.session) return problem("unauthenticated");
  const parsed = MarkKind.safeParse(kind);
  if (!parsed.success) return problem("not_found");
  const outcome = await obeyMark(state, { kind: parsed.data, name, on });
  if (!("refused" in outcome)) return Response.json(marksAnswer(outcome));
  const { refused } = outcome;
  return refused === "cargotech_unavailable" ? refusedByExchange(outcome) : problem(refused);
}
