// GET: the caller's subscription: until when, why until then, and the key that came with it.
import { define } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";
import { subscriptionAnswer } from "./(_schemas)/payments.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const { driverId } = session;
    const [subscription, key] = await Promise.all([
      app.subscriptions.of(driverId),
      app.subscriptions.accessKeyOf(driverId),
    ]);
    return ctx.json(subscriptionAnswer(subscription, key));
  },
});
