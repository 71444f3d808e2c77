// GET: one driver's access: why until then, grant by grant, and what has happened to it.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { driverIdOf } from "../../(_shared)/driver_id.ts";
import { subscriptionRecord } from "../../(_shared)/subscription_answers.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const driverId = await driverIdOf(ctx.state.app, ctx.params["driverId"]!);
    if (driverId === null) return problem("not_found");
    const subscription = await ctx.state.app.subscriptions.of(driverId);
    return ctx.json({ ...subscriptionRecord(subscription), history: subscription.history });
  },
});
