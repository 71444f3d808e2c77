// POST: another administrator agrees to a refund that was proposed; the provider is asked for it.
import { define } from "../../../../../../(_shared)/define.ts";
import { problem } from "../../../../../../(_shared)/problem.ts";
import { ReasonBody } from "../../../../(_schemas)/payment_deeds.ts";
import { readMoneyBody } from "../../../../(_shared)/money_body.ts";
import { paymentRecord } from "../../../../(_shared)/payment_answers.ts";
import { staffOrigin } from "../../../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const body = await readMoneyBody(ctx.req, ReasonBody);
    if ("refused" in body) return body.refused;
    const asked = { refundId: ctx.params["refundId"]!, ...body.ok };
    const { payments } = ctx.state.app;
    const outcome = await payments.approveRefund(ctx.params["id"]!, asked, staffOrigin(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json({ payment: paymentRecord(outcome) });
  },
});
