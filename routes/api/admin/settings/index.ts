// GET: every setting staff can change, secrets as fingerprints.
import { define } from "../../../(_shared)/define.ts";
import { settingAnswers } from "../(_shared)/setting_answers.ts";

export const handler = define.handlers({
  GET: async (ctx) => ctx.json({ data: await settingAnswers(ctx.state.app) }),
});
