// GET: one setting; a secret only by its fingerprint. PUT: sets it.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { SettingBody } from "../(_schemas)/settings.ts";
import { readBody } from "../(_shared)/body.ts";
import { fieldProblem } from "../(_shared)/fields.ts";
import { settingAnswer } from "../(_shared)/setting_answers.ts";
import { staffOrigin } from "../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const setting = await settingAnswer(ctx.state.app, ctx.params["key"]!);
    return setting ? ctx.json(setting) : problem("not_found");
  },
  async PUT(ctx) {
    const body = await readBody(ctx.req, SettingBody);
    if ("refused" in body) return body.refused;
    const { app } = ctx.state;
    const { value, reason } = body.ok;
    const to = { value, ...(reason !== undefined && { reason }) };
    const outcome = await app.settings.change(ctx.params["key"]!, to, staffOrigin(ctx.state));
    if ("refused" in outcome) return problem(outcome.refused);
    if ("errors" in outcome) {
      const errors = outcome.errors.map(({ field, code }) => fieldProblem(field, code));
      return problem("validation_failed", { errors });
    }
    return ctx.json(await settingAnswer(app, outcome.key));
  },
});
