// POST: another administrator decides on a refund that was proposed.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { ReasonBody } from "../(_schemas)/payment_deeds.ts";
import { readBody } from "./body.ts";
import { paymentRecord } from "./payment_answers.ts";
import { staffOrigin } from "./staff_origin.ts";

export function decideRefund(decide: "approveRefund" | "declineRefund") {
  return define.handlers({
    async POST(ctx) {
      const body = await readBody(ctx.req, ReasonBody);
      if ("refused" in body) return body.refused;
      const asked = { refundId: ctx.params["refundId"]!, ...body.ok };
      const { payments } = ctx.state.app;
      const outcome = await payments[decide](ctx.params["id"]!, asked, staffOrigin(ctx.state));
      return "refused" in outcome ? problem(outcome.refused) : ctx.json({ payment: paymentRecord(outcome) });
    },
  });
}
