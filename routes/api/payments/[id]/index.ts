// GET: one of the caller's payments, as it is now.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { paymentAnswer } from "../../(_schemas)/payments.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const payment = await app.payments.one(session.driverId, ctx.params["id"]!);
    return payment ? ctx.json(paymentAnswer(payment)) : problem("payment_not_found");
  },
});
