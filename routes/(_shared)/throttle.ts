// Token buckets per driver, per address for strangers; operators' endpoints and webhooks are not counted.
import { define } from "./define.ts";
import { isOperational, isWebhook } from "./paths.ts";
import { refuse } from "./refusal_page.ts";

export const throttle = define.middleware((ctx) => {
  if (isOperational(ctx.url) || isWebhook(ctx.url)) return ctx.next();
  const { session, clientIp } = ctx.state;
  const wait = ctx.state.throttle(session ? `driver:${session.driverId}` : `ip:${clientIp}`);
  if (wait === 0) return ctx.next();
  return Promise.resolve(refuse(ctx, "rate_limited", { "retry-after": String(wait) }));
});
