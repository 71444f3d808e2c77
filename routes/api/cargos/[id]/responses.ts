// POST: the driver answers the load; asking twice gives the same response (contract 4.1).
import { readJson } from "../../../(_shared)/body.ts";
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { respond } from "../../(_shared)/respond.ts";
import { RespondBody } from "../../(_schemas)/responses.ts";

export const handler = define.handlers({
  async POST(ctx) {
    if (!ctx.state.session) return problem("unauthenticated");
    const body = await readJson(ctx.req, RespondBody);
    return "refused" in body ? body.refused : await respond(ctx.state, ctx.params["id"]!, body.ok);
  },
});
