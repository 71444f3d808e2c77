// POST: uses a code that gives days. Every code that does not gets the same answer.
import { refusals } from "../../../texts/ru.ts";
import { readJson } from "../../(_shared)/body.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { guess, tooManyCodes } from "../../(_shared)/promo_guess.ts";
import { PromoBody, statusAnswer } from "../(_schemas)/payments.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const body = await readJson(ctx.req, PromoBody);
    if ("refused" in body) return body.refused;
    const apply = () => app.promoCodes.apply(body.ok.code, session.driverId, originOf(ctx.state));
    const outcome = await guess(ctx.state, apply);
    if ("refused" in outcome) {
      if (outcome.refused === "too_many_codes") return tooManyCodes(outcome.seconds);
      return problem(outcome.refused, { errors: [{ field: "code", message: refusals[outcome.refused] }] });
    }
    return ctx.json({ expiresAt: statusAnswer(outcome.now).expiresAt });
  },
});
