// POST: the older path of answering a load, with the load's id in the body.
import { OldRespondBody } from "../api/(_schemas)/responses.ts";
import { respond } from "../api/(_shared)/respond.ts";
import { readJson } from "../(_shared)/body.ts";
import { define } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";

export const handler = define.handlers({
  async POST(ctx) {
    if (!ctx.state.session) return problem("unauthenticated");
    const body = await readJson(ctx.req, OldRespondBody);
    return "refused" in body ? body.refused : await respond(ctx.state, body.ok.cargo_id, body.ok);
  },
});
