// POST: gives a driver days of access; never a payment, so that revenue stays true.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { GrantDaysBody } from "../../(_schemas)/subscriptions.ts";
import { driverIdOf } from "../../(_shared)/driver_id.ts";
import { grantDays } from "../../(_shared)/grant_days.ts";
import { readBody } from "../../(_shared)/body.ts";
import { idempotencyKey } from "../../(_shared)/once.ts";
import { subscriptionRecord } from "../../(_shared)/subscription_answers.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const body = await readBody(ctx.req, GrantDaysBody);
    if ("refused" in body) return body.refused;
    const driverId = await driverIdOf(ctx.state.app, ctx.params["driverId"]!);
    if (driverId === null) return problem("not_found");
    const outcome = await grantDays(ctx.state, driverId, body.ok, idempotencyKey(ctx.req));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(subscriptionRecord(outcome));
  },
});
