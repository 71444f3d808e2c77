// GET: what is for sale, and how it can be paid.
import { define } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";
import { tariffAnswer, type TariffsAnswer } from "./(_schemas)/payments.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const [tariffs, flags] = await Promise.all([app.settings.tariffs(), app.settings.flags()]);
    const answer: TariffsAnswer = {
      data: tariffs.map(tariffAnswer),
      meta: {
        paymentsEnabled: flags.payments_enabled,
        providers: app.payments.providers.map(({ name }) => name),
      },
    };
    return ctx.json(answer);
  },
});
