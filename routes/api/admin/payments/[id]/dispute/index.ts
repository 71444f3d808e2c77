// POST: notes that the payer's bank wants the money back. The same dispute twice is one.
import { define } from "../../../../../(_shared)/define.ts";
import { problem } from "../../../../../(_shared)/problem.ts";
import { DisputeBody } from "../../../(_schemas)/payment_deeds.ts";
import { openDispute } from "../../../(_shared)/disputes.ts";
import { readBody } from "../../../(_shared)/body.ts";
import { paymentRecord } from "../../../(_shared)/payment_answers.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const body = await readBody(ctx.req, DisputeBody);
    if ("refused" in body) return body.refused;
    const outcome = await openDispute(ctx.state, ctx.params["id"]!, body.ok);
    if ("refused" in outcome) return problem(outcome.refused);
    return ctx.json({ payment: paymentRecord(outcome.payment) });
  },
});
