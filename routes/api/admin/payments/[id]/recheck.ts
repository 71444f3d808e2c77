// POST: asks the provider about the payment now, and takes its word as that of a notification is taken.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { paymentRecord } from "../../(_shared)/payment_answers.ts";
import { staffOrigin } from "../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { payments } = ctx.state.app;
    const paymentId = ctx.params["id"]!;
    const outcome = await payments.recheck(paymentId, staffOrigin(ctx.state));
    if ("refused" in outcome) return problem(outcome.refused);
    return ctx.json({ ...outcome, payment: paymentRecord((await payments.find(paymentId))!) });
  },
});
