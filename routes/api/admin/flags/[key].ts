// GET: one switch of the product. PUT: turns it on or off, at once and for everybody.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { FlagBody } from "../(_schemas)/settings.ts";
import { readBody } from "../(_shared)/body.ts";
import { changed } from "../(_shared)/setting_answers.ts";
import { staffOrigin } from "../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const flag = await ctx.state.app.settings.flag(ctx.params["key"]!);
    if ("refused" in flag) return problem(flag.refused);
    return ctx.json({ key: flag.key, enabled: flag.enabled, ...changed(flag.change) });
  },
  async PUT(ctx) {
    const body = await readBody(ctx.req, FlagBody);
    if ("refused" in body) return body.refused;
    const { settings } = ctx.state.app;
    const { enabled, reason } = body.ok;
    const to = { enabled, ...(reason !== undefined && { reason }) };
    const outcome = await settings.changeFlag(ctx.params["key"]!, to, staffOrigin(ctx.state));
    if ("refused" in outcome) return problem(outcome.refused);
    const flag = await settings.flag(outcome.key);
    return ctx.json({ ...outcome, ...("change" in flag && changed(flag.change)) });
  },
});
