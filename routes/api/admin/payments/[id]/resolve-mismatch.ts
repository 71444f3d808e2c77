// POST: a person has looked at what does not fit: the money counts for this payment, or it does not.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { ResolutionBody } from "../../(_schemas)/payment_deeds.ts";
import { readBody } from "../../(_shared)/body.ts";
import { paymentRecord } from "../../(_shared)/payment_answers.ts";
import { staffOrigin } from "../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const body = await readBody(ctx.req, ResolutionBody);
    if ("refused" in body) return body.refused;
    const { payments } = ctx.state.app;
    const outcome = await payments.resolveMismatch(ctx.params["id"]!, body.ok, staffOrigin(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json({ payment: paymentRecord(outcome) });
  },
});
