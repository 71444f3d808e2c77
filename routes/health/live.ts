// GET: 200 as long as the loop turns.
import { define } from "../(_shared)/define.ts";

export const handler = define.handlers({ GET: (ctx) => ctx.json({ status: "ok" }) });
