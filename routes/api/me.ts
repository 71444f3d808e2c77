// GET: who is signed in and what they may do. DELETE: forgets them for good, personal data and session.
import { define, originOf } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";
import { endedCookie } from "../(_shared)/session_cookie.ts";
import type { MeAnswer } from "./(_schemas)/auth.ts";
import { statusAnswer } from "./(_schemas)/payments.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const { id, firstName, username } = await app.drivers.find(session.driverId) ??
      { id: session.driverId, firstName: "" };
    const [subscription, flags] = await Promise.all([
      app.subscriptions.statusOf(session.driverId),
      app.settings.flags(),
    ]);
    const answer: MeAnswer = {
      driver: { id, firstName, ...(username !== undefined && { username }), role: session.role },
      subscription: statusAnswer(subscription),
      flags,
    };
    return ctx.json(answer);
  },
  async DELETE(ctx) {
    const { app, session, site } = ctx.state;
    if (!session) return problem("unauthenticated");
    await app.drivers.forget(session.driverId, originOf(ctx.state));
    return new Response(null, { status: 204, headers: { "set-cookie": endedCookie(site) } });
  },
});
