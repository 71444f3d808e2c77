// POST: asks the provider how the caller's payment is doing, for a driver who has just come back from paying.
import { define, originOf } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { paymentAnswer } from "../../(_schemas)/payments.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const payment = await app.payments.checkBack(session.driverId, ctx.params["id"]!, originOf(ctx.state));
    return payment ? ctx.json(paymentAnswer(payment)) : problem("payment_not_found");
  },
});
