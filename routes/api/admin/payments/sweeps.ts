// GET: how comparing our payments with the providers' came out, newest first.
import { define } from "../../../(_shared)/define.ts";

export const handler = define.handlers({
  GET: async (ctx) => ctx.json({ data: await ctx.state.app.payments.sweeps() }),
});
