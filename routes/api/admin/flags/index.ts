// GET: switches of the product, and who flicked them last.
import { define } from "../../../(_shared)/define.ts";
import { flagAnswers } from "../(_shared)/setting_answers.ts";

export const handler = define.handlers({
  GET: async (ctx) => ctx.json({ data: await flagAnswers(ctx.state.app) }),
});
