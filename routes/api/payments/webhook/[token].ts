// POST: the older path of notifications of YooKassa.
import { define } from "../../../(_shared)/define.ts";
import { takeNotification } from "../../../(_shared)/yookassa_webhook.ts";

export const handler = define.handlers({
  POST: (ctx) => takeNotification(ctx.state, ctx.req, ctx.params["token"]!),
});
