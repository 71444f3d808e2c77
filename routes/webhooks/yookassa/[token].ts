// POST: notifications of YooKassa, at an address that only they know.
import { define } from "../../(_shared)/define.ts";
import { takeNotification } from "../../(_shared)/yookassa_webhook.ts";

export const handler = define.handlers({
  POST: (ctx) => takeNotification(ctx.state, ctx.req, ctx.params["token"]!),
});
