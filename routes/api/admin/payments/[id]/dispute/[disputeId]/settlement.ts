// POST: notes how a dispute ended.
import { define } from "../../../../../../(_shared)/define.ts";
import { problem } from "../../../../../../(_shared)/problem.ts";
import { SettlementBody } from "../../../../(_schemas)/payment_deeds.ts";
import { settleDispute } from "../../../../(_shared)/disputes.ts";
import { readBody } from "../../../../(_shared)/body.ts";
import { paymentRecord } from "../../../../(_shared)/payment_answers.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const body = await readBody(ctx.req, SettlementBody);
    if ("refused" in body) return body.refused;
    const { id, disputeId } = ctx.params;
    const outcome = await settleDispute(ctx.state, id!, { disputeId: disputeId!, ...body.ok });
    if ("refused" in outcome) return problem(outcome.refused);
    return ctx.json({ payment: paymentRecord(outcome.payment) });
  },
});
