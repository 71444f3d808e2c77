// POST: says that money of nobody's at the provider is this payment's; the provider is asked what it is now.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { OrphanBody } from "../../(_schemas)/payment_deeds.ts";
import { linkOrphan } from "../../(_shared)/link_orphan.ts";
import { readBody } from "../../(_shared)/body.ts";
import { paymentRecord } from "../../(_shared)/payment_answers.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const body = await readBody(ctx.req, OrphanBody);
    if ("refused" in body) return body.refused;
    const { payments } = ctx.state.app;
    const paymentId = ctx.params["id"]!;
    const outcome = await linkOrphan(ctx.state, paymentId, body.ok);
    if ("refused" in outcome) return problem(outcome.refused);
    return ctx.json({ ...outcome, payment: paymentRecord((await payments.find(paymentId))!) });
  },
});
