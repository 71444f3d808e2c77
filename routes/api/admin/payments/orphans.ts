// GET: money at a provider that belongs to no payment of ours.
import { define } from "../../../(_shared)/define.ts";

export const handler = define.handlers({
  GET: async (ctx) => ctx.json({ data: await ctx.state.app.payments.orphans() }),
});
